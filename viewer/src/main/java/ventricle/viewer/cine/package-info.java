/** Moving pictures: the clock of the cardiac cycle, window and level, rendered frames. */
@NullMarked
package ventricle.viewer.cine;

import org.jspecify.annotations.NullMarked;
