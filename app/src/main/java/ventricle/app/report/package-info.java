/** From what is on screen to files: export and normal ranges beside the numbers. */
@NullMarked
package ventricle.app.report;

import org.jspecify.annotations.NullMarked;
