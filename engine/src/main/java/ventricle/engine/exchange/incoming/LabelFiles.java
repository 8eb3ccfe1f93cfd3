package ventricle.engine.exchange.incoming;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.geometry.Rasteriser;

/**
 * Label volumes (1 RV cavity, 2 LV myocardium, 3 LV cavity) as contours half way between pixels in
 * and out. Slices are found by where they lie when the file says so, whatever their order, and the
 * contours are moved onto the images; a file that gives no place must have the stack's size.
 */
final class LabelFiles {

  private LabelFiles() {}

  /**
   * @param phase 0-based, for a file with one volume; a file with as many volumes as the stack has
   *     phases brings its own
   */
  static Incoming read(Path file, CineStack stack, int phase) throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    List<NiftiVolume> volumes = Nifti.readAll(file);
    if (volumes.size() != 1 && volumes.size() != stack.phases()) {
      throw new UnusableInputException(
          name, "has %d volumes for %d phases".formatted(volumes.size(), stack.phases()));
    }
    NiftiVolume first = volumes.getFirst();
    boolean placed = first.oriented();
    if (!placed && !sameSize(first, stack)) {
      throw new UnusableInputException(
          name, "says not where it lies, and is not of the size of the study's images");
    }
    Collector collector = new Collector(stack);
    List<Slice> places = first.geometry();
    for (int k = 0; k < first.slices(); k++) {
      int slice = placed ? on(places.get(k), stack) : k;
      for (int t = 0; t < volumes.size(); t++) {
        add(
            collector,
            volumes.get(t).labels(k),
            first,
            slice,
            volumes.size() == 1 ? phase : t,
            placed ? places.get(k) : null,
            stack);
      }
    }
    return collector.finished(
        name, Incoming.Format.LABELS, placed ? Incoming.Order.KNOWN : Incoming.Order.TO_CONFIRM);
  }

  private static boolean sameSize(NiftiVolume volume, CineStack stack) {
    return volume.slices() == stack.sliceCount()
        && stack.slices().stream()
            .allMatch(s -> s.rows() == volume.rows() && s.columns() == volume.columns());
  }

  /** The slice that a plane lies on, −1 for none. */
  private static int on(Slice place, CineStack stack) {
    for (int i = 0; i < stack.sliceCount(); i++) {
      Slice slice = stack.slice(i);
      if (slice.parallelTo(place) && slice.distanceTo(place) < stack.nearMm(i)) {
        return i;
      }
    }
    return -1;
  }

  private static void add(
      Collector collector,
      byte[] labels,
      NiftiVolume volume,
      int slice,
      int phase,
      @org.jspecify.annotations.Nullable Slice place,
      CineStack stack) {
    ImageSize image = new ImageSize(volume.rows(), volume.columns());
    for (Map.Entry<Structure, List<Byte>> e :
        Map.of(
                Structure.RV_ENDO,
                List.of(Rasteriser.RV_CAVITY),
                Structure.LV_EPI,
                List.of(Rasteriser.LV_MYOCARDIUM, Rasteriser.LV_CAVITY),
                Structure.LV_ENDO,
                List.of(Rasteriser.LV_CAVITY))
            .entrySet()) {
      if (e.getKey() == Structure.LV_EPI && !Rasteriser.holds(labels, Rasteriser.LV_MYOCARDIUM)) {
        continue;
      }
      for (Contour part : IsoContour.ofMask(mask(labels, e.getValue()), image)) {
        if (slice < 0) {
          collector.leave("slice of the volume", "lies where this study has no slice");
        } else {
          collector.add(
              e.getKey() + " of the volume",
              ContourKey.of(slice, phase, e.getKey()),
              place == null ? part : moved(part, place, stack.slice(slice)));
        }
      }
    }
    for (byte label : labels) {
      if (label > Rasteriser.LV_CAVITY) {
        collector.leave("label " + label, "is none of 1 RV cavity, 2 myocardium, 3 LV cavity");
        break;
      }
    }
  }

  private static boolean[] mask(byte[] labels, List<Byte> wanted) {
    boolean[] mask = new boolean[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = wanted.contains(labels[i]);
    }
    return mask;
  }

  /** On the study's own grid the numbers stay as they are, free of single precision. */
  private static Contour moved(Contour part, Slice from, Slice to) {
    return to.spacing() == null || to.sameGrid(from) ? part : to.toImage(part, from);
  }
}
