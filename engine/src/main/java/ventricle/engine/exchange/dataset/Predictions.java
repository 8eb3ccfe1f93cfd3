package ventricle.engine.exchange.dataset;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.geometry.Rasteriser;

/**
 * Label volumes of a trained network as contours: the outer border of the largest part of each
 * structure in each slice, half way between pixels in and out.
 */
public final class Predictions {

  /** How far a voxel may lie from the stack's, mm; NIfTI keeps affines in single precision. */
  private static final double TOLERANCE_MM = .1;

  private Predictions() {}

  /**
   * @param file named in complaints
   * @param phase 0-based; the contours lie on it
   * @throws UnusableInputException when the volume does not lie on the stack's grid; a stack
   *     counted from the other end is recognised
   */
  public static SortedMap<ContourKey, Contour> contours(
      String file, NiftiVolume labels, CineStack stack, int phase) throws UnusableInputException {
    ImageSize image = ImageSize.of(stack.slice(0));
    if (labels.columns() != image.columns()
        || labels.rows() != image.rows()
        || labels.slices() != stack.sliceCount()) {
      throw new UnusableInputException(file, "is not on the grid of the study's images");
    }
    boolean turned = !fits(labels, stack);
    if (turned && !fits(labels, stack.flipped())) {
      throw new UnusableInputException(file, "lies elsewhere than the study's images");
    }
    TreeMap<ContourKey, Contour> contours = new TreeMap<>();
    for (int k = 0; k < stack.sliceCount(); k++) {
      int slice = turned ? stack.sliceCount() - 1 - k : k;
      byte[] at = labels.labels(k);
      put(
          contours,
          ContourKey.of(slice, phase, Structure.RV_ENDO),
          at,
          image,
          List.of(Rasteriser.RV_CAVITY));
      put(
          contours,
          ContourKey.of(slice, phase, Structure.LV_EPI),
          at,
          image,
          List.of(Rasteriser.LV_MYOCARDIUM, Rasteriser.LV_CAVITY));
      put(
          contours,
          ContourKey.of(slice, phase, Structure.LV_ENDO),
          at,
          image,
          List.of(Rasteriser.LV_CAVITY));
    }
    return contours;
  }

  private static void put(
      SortedMap<ContourKey, Contour> contours,
      ContourKey key,
      byte[] labels,
      ImageSize image,
      List<Byte> wanted) {
    boolean[] mask = new boolean[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = wanted.contains(labels[i]);
    }
    IsoContour.ofMask(mask, image).stream().findFirst().ifPresent(c -> contours.put(key, c));
  }

  private static boolean fits(NiftiVolume labels, CineStack stack) {
    double[] wanted = NiftiVolume.affine(stack);
    double[] found = labels.affine();
    int[] last = {labels.columns() - 1, labels.rows() - 1, labels.slices() - 1};
    return IntStream.range(0, 3)
        .allMatch(
            row -> {
              double off = Math.abs(wanted[4 * row + 3] - found[4 * row + 3]);
              for (int axis = 0; axis < 3; axis++) {
                off += Math.abs(wanted[4 * row + axis] - found[4 * row + axis]) * last[axis];
              }
              return off < TOLERANCE_MM;
            });
  }
}
