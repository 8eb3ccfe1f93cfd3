/** Ground truth for training: an nnU-Net dataset out of readings, and predictions back in. */
@NullMarked
package ventricle.engine.exchange.dataset;

import org.jspecify.annotations.NullMarked;
