/** Synthetic short-axis cine studies whose contours and volumes are known exactly. */
@NullMarked
package ventricle.engine.phantom;

import org.jspecify.annotations.NullMarked;
