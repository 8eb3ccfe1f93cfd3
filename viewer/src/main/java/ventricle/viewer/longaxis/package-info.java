/** Long-axis cines beside the large image, with the slice shown as a line. */
@NullMarked
package ventricle.viewer.longaxis;

import org.jspecify.annotations.NullMarked;
