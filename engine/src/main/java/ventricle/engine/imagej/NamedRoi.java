package ventricle.engine.imagej;

import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;

/**
 * A region of interest with its place in a stack of slices and phases.
 *
 * @param name as ImageJ shows it
 * @param slice 0-based, null where the file does not say
 * @param phase 0-based, null likewise
 * @param image 0-based number of the image in a stack of one dimension, null likewise
 * @param contour in image coordinates, (0, 0) = the centre of the first pixel
 */
public record NamedRoi(
    String name,
    @Nullable Integer slice,
    @Nullable Integer phase,
    @Nullable Integer image,
    Contour contour) {}
