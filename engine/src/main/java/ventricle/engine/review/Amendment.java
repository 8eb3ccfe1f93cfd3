package ventricle.engine.review;

import java.time.Instant;

/**
 * Why a signed study was opened again.
 *
 * @param reader who opened it
 * @param reason in the reader's words
 */
public record Amendment(String reader, String reason, Instant at) {}
