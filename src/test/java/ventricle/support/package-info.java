/** What the tests of the whole program share: the checked-out repository, models and phantoms. */
@NullMarked
package ventricle.support;

import org.jspecify.annotations.NullMarked;
