/** The command line. */
@NullMarked
package ventricle.app.cli;

import org.jspecify.annotations.NullMarked;
