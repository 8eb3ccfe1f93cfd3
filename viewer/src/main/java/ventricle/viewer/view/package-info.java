/** The one transform between image and screen, and what follows from it. */
@NullMarked
package ventricle.viewer.view;

import org.jspecify.annotations.NullMarked;
