package ventricle.engine.domain;

import org.jspecify.annotations.Nullable;

/**
 * One image of the stack.
 *
 * @param timeMs delay after the R wave in ms, null when the file does not say
 * @param windowCenter the file's display window in rescaled values, null when absent
 * @param windowWidth likewise
 */
public record CineFrame(
    InstanceRef source,
    Pixels pixels,
    @Nullable Double timeMs,
    @Nullable Double windowCenter,
    @Nullable Double windowWidth) {}
