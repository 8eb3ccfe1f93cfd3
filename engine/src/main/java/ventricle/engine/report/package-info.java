/**
 * What a report of a study says, as data, and its page: which contours count, in which colours they
 * are drawn, who reports when. No file format but PDF.
 */
@NullMarked
package ventricle.engine.report;

import org.jspecify.annotations.NullMarked;
