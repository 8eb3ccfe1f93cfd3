/** Tools: thin handlers that turn mouse movements into a draft and one edit on release. */
@NullMarked
package ventricle.viewer.tool;

import org.jspecify.annotations.NullMarked;
