package ventricle.engine.measure;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.FrameKey;

/**
 * Something the reader should know about a result.
 *
 * @param code stable, machine-readable, kebab-case
 * @param message one sentence for people
 * @param frame where to look, null when it concerns the study
 */
public record Flag(String code, String message, @Nullable FrameKey frame) {}
