/** Measurements as pure functions of contours and geometry. */
@NullMarked
package ventricle.engine.measure;

import org.jspecify.annotations.NullMarked;
