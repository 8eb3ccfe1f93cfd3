package ventricle.engine.exchange.dataset;

import java.util.ArrayList;
import java.util.List;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.report.OutputUnavailableException;

/** The images of one phase as a volume of rescaled values, on the grid of the label volumes. */
final class PhaseImages {

  private PhaseImages() {}

  static NiftiVolume of(CineStack stack, int phase) throws OutputUnavailableException {
    List<float[]> slices = new ArrayList<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      CineFrame frame = stack.frame(new FrameKey(slice, phase)).orElse(null);
      if (frame == null) {
        throw new OutputUnavailableException("The image of slice " + (slice + 1) + " is missing.");
      }
      slices.add(frame.pixels().toFloats());
    }
    return NiftiVolume.of(stack, slices);
  }
}
