/** The window around the screens: header, theme, background work. */
@NullMarked
package ventricle.app.shell;

import org.jspecify.annotations.NullMarked;
