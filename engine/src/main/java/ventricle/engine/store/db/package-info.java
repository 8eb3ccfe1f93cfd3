/**
 * The database: worklist, locks, committed documents and the audit, in SQLite for one user or in
 * PostgreSQL for a lab. Edits do not need it; they are in the journal.
 */
@NullMarked
package ventricle.engine.store.db;

import org.jspecify.annotations.NullMarked;
