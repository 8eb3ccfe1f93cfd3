/** Slices by phases as small pictures. */
@NullMarked
package ventricle.viewer.grid;

import org.jspecify.annotations.NullMarked;
