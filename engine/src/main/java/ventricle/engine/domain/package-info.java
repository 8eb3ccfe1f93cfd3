/** The words of the field as immutable values: study, stack, slice, phase, contour, provenance. */
@NullMarked
package ventricle.engine.domain;

import org.jspecify.annotations.NullMarked;
