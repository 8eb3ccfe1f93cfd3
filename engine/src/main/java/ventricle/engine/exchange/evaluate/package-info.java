/** Two sets of segmentations against each other, case by case: {@code ventricle evaluate}. */
@NullMarked
package ventricle.engine.exchange.evaluate;

import org.jspecify.annotations.NullMarked;
