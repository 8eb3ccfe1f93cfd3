/** The database as the window uses it: in the background, and allowed to be away. */
@NullMarked
package ventricle.app.store;

import org.jspecify.annotations.NullMarked;
