/** Contours of other programs: what a file holds, and what of it a study can take. */
@NullMarked
package ventricle.engine.exchange.incoming;

import org.jspecify.annotations.NullMarked;
