/** What the DICOM objects that this program makes have in common. */
@NullMarked
package ventricle.engine.dicom.output;

import org.jspecify.annotations.NullMarked;
