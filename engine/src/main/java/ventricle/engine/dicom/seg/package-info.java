/** Masks of a phase as DICOM Segmentation objects (PS3.3 A.51). */
@NullMarked
package ventricle.engine.dicom.seg;

import org.jspecify.annotations.NullMarked;
