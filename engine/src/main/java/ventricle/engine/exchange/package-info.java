/**
 * Results as files that other programs read: JSON, label volumes, and the folder of all of them.
 */
@NullMarked
package ventricle.engine.exchange;

import org.jspecify.annotations.NullMarked;
