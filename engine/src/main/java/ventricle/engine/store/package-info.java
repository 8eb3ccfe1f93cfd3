/** What outlives the program: the journal of edits, the user's folder, studies opened lately. */
@NullMarked
package ventricle.engine.store;

import org.jspecify.annotations.NullMarked;
