/** Observer studies: who has read what, and how far readers agree. */
@NullMarked
package ventricle.app.observers;

import org.jspecify.annotations.NullMarked;
