/** Folders on the disk, for all parts that make some. */
@NullMarked
package ventricle.engine.files;

import org.jspecify.annotations.NullMarked;
