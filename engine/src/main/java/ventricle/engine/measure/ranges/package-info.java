/** Normal ranges as published, each with its source, convention and mark of verification. */
@NullMarked
package ventricle.engine.measure.ranges;

import org.jspecify.annotations.NullMarked;
