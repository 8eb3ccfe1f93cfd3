/** The reader's work as an immutable document changed by named edits. */
@NullMarked
package ventricle.engine.review;

import org.jspecify.annotations.NullMarked;
