/** Long work that reports progress and can be cancelled, whoever runs it. */
@NullMarked
package ventricle.engine.task;

import org.jspecify.annotations.NullMarked;
