/** The review screen and its presenter. */
@NullMarked
package ventricle.app.review;

import org.jspecify.annotations.NullMarked;
