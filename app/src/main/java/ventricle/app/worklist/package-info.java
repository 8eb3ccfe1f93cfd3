/** The screen shown before a study is open. */
@NullMarked
package ventricle.app.worklist;

import org.jspecify.annotations.NullMarked;
