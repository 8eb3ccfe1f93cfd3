/** How well two readings of the same images agree. */
@NullMarked
package ventricle.engine.measure.agreement;

import org.jspecify.annotations.NullMarked;
