/** Files of ImageJ: regions of interest and image stacks. The only user of ImageJ's classes. */
@NullMarked
package ventricle.engine.imagej;

import org.jspecify.annotations.NullMarked;
