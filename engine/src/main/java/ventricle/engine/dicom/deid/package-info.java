/** Leaves the patient out of DICOM files: PS3.15 annex E. */
@NullMarked
package ventricle.engine.dicom.deid;

import org.jspecify.annotations.NullMarked;
