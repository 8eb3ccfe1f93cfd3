/** What identifies a person stays where it belongs. */
@NullMarked
package ventricle.privacy;

import org.jspecify.annotations.NullMarked;
