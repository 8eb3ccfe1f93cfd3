/** Programs that measure; run by hand or by {@code packaging/bench/run}, never as tests. */
@NullMarked
package ventricle.bench;

import org.jspecify.annotations.NullMarked;
