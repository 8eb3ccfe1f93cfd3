/**
 * From files to a study: which images are cine, which of them make a stack, in which order. The
 * rules are those of the project's clinical reference, "Finding the cine short-axis stack".
 */
@NullMarked
package ventricle.engine.dicom.cine;

import org.jspecify.annotations.NullMarked;
