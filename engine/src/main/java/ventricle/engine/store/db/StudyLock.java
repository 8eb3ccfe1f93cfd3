package ventricle.engine.store.db;

import java.time.Instant;
import ventricle.engine.store.StudyKey;

/**
 * Somebody's hold on a study.
 *
 * @param token a UUID; who knows it holds the study
 * @param machine name of the computer
 * @param since when it was taken, by the database's clock
 * @param stale whether its holder gave no sign of life for {@link StudyLocks#STALE}
 */
public record StudyLock(
    StudyKey study, String token, String reader, String machine, Instant since, boolean stale) {}
