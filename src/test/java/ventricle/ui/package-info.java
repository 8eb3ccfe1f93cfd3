/** The window, driven by mouse and keyboard, with real models on a synthetic study. */
@NullMarked
package ventricle.ui;

import org.jspecify.annotations.NullMarked;
