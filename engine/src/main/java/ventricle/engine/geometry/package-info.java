/** Pure functions on contours, masks and maps in image coordinates: (0, 0) is a pixel's centre. */
@NullMarked
package ventricle.engine.geometry;

import org.jspecify.annotations.NullMarked;
