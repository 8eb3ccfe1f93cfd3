/** Curves over the cardiac cycle with the ED and ES marks, and values against normal ranges. */
@NullMarked
package ventricle.viewer.chart;

import org.jspecify.annotations.NullMarked;
