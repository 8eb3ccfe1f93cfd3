/** Typeface, style sheets and the words spoken by controls. */
@NullMarked
package ventricle.viewer.look;

import org.jspecify.annotations.NullMarked;
