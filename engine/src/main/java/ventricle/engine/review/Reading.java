package ventricle.engine.review;

import java.time.Duration;

/**
 * One reader's finished or unfinished work on a study.
 *
 * @param active time at work on it, pauses left out; zero when unknown
 */
public record Reading(ReadingId id, ReviewDocument document, Duration active) {}
