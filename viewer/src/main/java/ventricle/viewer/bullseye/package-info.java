/**
 * The sixteen segments of the left ventricle as a polar map that is read, pointed at and graded.
 */
@NullMarked
package ventricle.viewer.bullseye;

import org.jspecify.annotations.NullMarked;
