/** The command line, from its words to the files it writes. */
@NullMarked
package ventricle.cli;

import org.jspecify.annotations.NullMarked;
