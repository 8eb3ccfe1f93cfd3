/** What models do for a study: phases, contours, explanations. */
@NullMarked
package ventricle.engine.inference;

import org.jspecify.annotations.NullMarked;
