/** Servers of others that tests start. */
@NullMarked
package ventricle.engine.testing;

import org.jspecify.annotations.NullMarked;
