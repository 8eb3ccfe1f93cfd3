package ventricle.engine.exchange.incoming;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.imagej.NamedRoi;
import ventricle.engine.imagej.RoiSet;

/**
 * Regions of ImageJ: the place is the position in the stack (slice and phase of a hyperstack, or
 * the number of the image in the order of the exported stack), else what the name says; the
 * structure is in the name.
 */
final class ImageJRois {

  private ImageJRois() {}

  static Incoming read(Path file, CineStack stack) throws UnusableInputException {
    RoiSet.Content content = RoiSet.read(file);
    Collector collector = new Collector(stack);
    boolean numbered = false;
    for (NamedRoi roi : content.rois()) {
      Optional<FrameKey> place = place(roi, stack);
      Optional<Structure> structure = RoiNames.structure(roi.name());
      numbered |= RoiNames.frame(roi.name()).isEmpty();
      if (place.isEmpty()) {
        collector.leave("region", "says neither by position nor by name where it belongs");
      } else if (structure.isEmpty()) {
        collector.leave("region", "has a name without LV, RV, endo, epi or papillary");
      } else {
        collector.add("region", new ContourKey(place.get(), structure.get()), roi.contour());
      }
    }
    content.skipped().forEach(skipped -> collector.leave("region", skipped.cause()));
    return collector.finished(
        String.valueOf(file.getFileName()),
        Incoming.Format.IMAGEJ,
        numbered ? Incoming.Order.TO_CONFIRM : Incoming.Order.KNOWN);
  }

  private static Optional<FrameKey> place(NamedRoi roi, CineStack stack) {
    @Nullable Integer slice = roi.slice();
    @Nullable Integer phase = roi.phase();
    if (slice != null && phase != null) {
      return Optional.of(new FrameKey(slice, phase));
    }
    Optional<FrameKey> named = RoiNames.frame(roi.name());
    @Nullable Integer image = roi.image();
    return named.isPresent() || image == null
        ? named
        : Optional.of(new FrameKey(image % stack.sliceCount(), image / stack.sliceCount()));
  }
}
