/** The large image with everything over it, and its mouse and key gestures. */
@NullMarked
package ventricle.viewer.canvas;

import org.jspecify.annotations.NullMarked;
