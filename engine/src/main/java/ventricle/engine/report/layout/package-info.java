/**
 * From markup to pages: templates filled, HTML and CSS set as PDF, drawings kept as vectors. The
 * only user of openhtmltopdf, JSVG and JMustache.
 */
@NullMarked
package ventricle.engine.report.layout;

import org.jspecify.annotations.NullMarked;
