/** Other people's archives by DICOMweb: to ask, to fetch from and to send to. */
@NullMarked
package ventricle.engine.dicom.web;

import org.jspecify.annotations.NullMarked;
