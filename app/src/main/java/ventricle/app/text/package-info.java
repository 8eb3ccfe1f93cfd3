/** All words a user reads. */
@NullMarked
package ventricle.app.text;

import org.jspecify.annotations.NullMarked;
