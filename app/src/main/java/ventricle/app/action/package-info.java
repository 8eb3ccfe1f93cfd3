/** The one catalogue of actions with their keys. */
@NullMarked
package ventricle.app.action;

import org.jspecify.annotations.NullMarked;
