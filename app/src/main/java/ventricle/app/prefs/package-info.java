/** What the user chose, kept between runs. */
@NullMarked
package ventricle.app.prefs;

import org.jspecify.annotations.NullMarked;
