/** The rules of the code as tests. */
@NullMarked
package ventricle.architecture;

import org.jspecify.annotations.NullMarked;
