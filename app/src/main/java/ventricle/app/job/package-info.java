/** Runs the engine's jobs beside the JavaFX thread. */
@NullMarked
package ventricle.app.job;

import org.jspecify.annotations.NullMarked;
