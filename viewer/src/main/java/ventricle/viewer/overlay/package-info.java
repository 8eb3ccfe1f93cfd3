/** What is drawn over the image: contours, heatmap, handles, and the colours of structures. */
@NullMarked
package ventricle.viewer.overlay;

import org.jspecify.annotations.NullMarked;
