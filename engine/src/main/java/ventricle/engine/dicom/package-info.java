/**
 * DICOM Part 10 files: an immutable data model, a reader of all native and encapsulated transfer
 * syntaxes, a writer of explicit VR little endian. Pixels are decoded in {@code dicom.codec}, cine
 * stacks found in {@code dicom.cine}.
 */
@NullMarked
package ventricle.engine.dicom;

import org.jspecify.annotations.NullMarked;
