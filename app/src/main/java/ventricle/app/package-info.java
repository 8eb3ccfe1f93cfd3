/** The program: its entry point puts the parts together. */
@NullMarked
package ventricle.app;

import org.jspecify.annotations.NullMarked;
