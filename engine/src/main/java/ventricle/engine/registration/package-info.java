/** How the image moves from phase to phase; the only user of BoofCV. */
@NullMarked
package ventricle.engine.registration;

import org.jspecify.annotations.NullMarked;
