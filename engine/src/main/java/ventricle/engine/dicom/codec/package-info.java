/** Decodes the pixel data of DICOM files into grey values; the only part of it that uses AWT. */
@NullMarked
package ventricle.engine.dicom.codec;

import org.jspecify.annotations.NullMarked;
