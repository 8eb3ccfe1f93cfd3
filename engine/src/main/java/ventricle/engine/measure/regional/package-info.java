/** Wall thickness and motion by the segments of the AHA, and the polar map they are drawn in. */
@NullMarked
package ventricle.engine.measure.regional;

import org.jspecify.annotations.NullMarked;
