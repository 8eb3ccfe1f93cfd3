/** Measurements as DICOM structured reports (PS3.16 TID 1500). */
@NullMarked
package ventricle.engine.dicom.sr;

import org.jspecify.annotations.NullMarked;
