package ventricle.engine.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.report.OutputUnavailableException;

/**
 * The images as NIfTI-1 of four dimensions (column, row, slice, phase), rescaled values in single
 * precision, with the affine of the label volumes. Slices that do not make one regular grid are
 * written one file each, every one with its own geometry.
 */
final class ImageVolumes {

  static final String WHOLE = "images.nii.gz";

  private ImageVolumes() {}

  /** Names of the files of a stack: one, or one for each slice. */
  static List<String> names(CineStack stack) {
    return regular(stack)
        ? List.of(WHOLE)
        : IntStream.range(0, stack.sliceCount())
            .mapToObj(k -> String.format(Locale.ROOT, "images_s%02d.nii.gz", k + 1))
            .toList();
  }

  private static boolean regular(CineStack stack) {
    try {
      LabelVolumes.requireRegular(stack);
      return true;
    } catch (OutputUnavailableException e) {
      return false;
    }
  }

  /**
   * @param part which of {@link #names}
   * @throws OutputUnavailableException when an image is missing, or the spacing unknown
   */
  static void write(Path file, CineStack stack, int part)
      throws IOException, OutputUnavailableException {
    boolean whole = regular(stack);
    CineStack written = whole ? stack : only(stack, part);
    if (written.slice(0).spacing() == null) {
      throw new OutputUnavailableException(
          "The pixel spacing is unknown; an image volume needs it.");
    }
    List<NiftiVolume> volumes = new ArrayList<>();
    for (int phase = 0; phase < written.phases(); phase++) {
      volumes.add(volume(written, phase));
    }
    Double rr = stack.rrMs();
    Nifti.write(
        file, volumes, Nifti.Storage.FLOAT32, rr == null ? 0 : rr / Math.max(1, stack.phases()));
  }

  private static NiftiVolume volume(CineStack stack, int phase) throws OutputUnavailableException {
    List<float[]> slices = new ArrayList<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      CineFrame frame = stack.frame(new FrameKey(slice, phase)).orElse(null);
      if (frame == null) {
        throw new OutputUnavailableException(
            "The image of slice %d, phase %d is missing.".formatted(slice + 1, phase + 1));
      }
      slices.add(frame.pixels().toFloats());
    }
    return NiftiVolume.of(stack, slices);
  }

  private static CineStack only(CineStack stack, int slice) {
    java.util.TreeMap<FrameKey, CineFrame> frames = new java.util.TreeMap<>();
    for (int phase = 0; phase < stack.phases(); phase++) {
      int at = phase;
      stack
          .frame(new FrameKey(slice, phase))
          .ifPresent(frame -> frames.put(new FrameKey(0, at), frame));
    }
    List<Slice> one = List.of(stack.slice(slice));
    return new CineStack(
        "", null, one, stack.phases(), frames, stack.phaseTimesMs(), stack.rrMs(), List.of());
  }
}
