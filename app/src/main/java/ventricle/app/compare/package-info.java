/** Two readings of a study, or a reading and a model, over each other. */
@NullMarked
package ventricle.app.compare;

import org.jspecify.annotations.NullMarked;
