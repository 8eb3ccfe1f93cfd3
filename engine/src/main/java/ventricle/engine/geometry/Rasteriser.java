package ventricle.engine.geometry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;

/**
 * Contours as pixels: a pixel belongs to a contour when its centre lies inside, by the rule of
 * {@link Polygons#contains}. Arrays are row by row: index = row · columns + column.
 */
public final class Rasteriser {

  /** Labels of {@code labels_ed.nii.gz} and of the ACDC data. */
  public static final byte RV_CAVITY = 1;

  public static final byte LV_MYOCARDIUM = 2;

  public static final byte LV_CAVITY = 3;

  private Rasteriser() {}

  /** The pixels of a contour; parts outside the image are lost. */
  public static boolean[] mask(Contour c, ImageSize image) {
    boolean[] mask = new boolean[image.rows() * image.columns()];
    scan(c, image, (from, to) -> Arrays.fill(mask, from, to, true));
    return mask;
  }

  /** Sets the pixels of a contour to a label, whatever they held. */
  public static void paint(byte[] labels, ImageSize image, Contour c, byte label) {
    scan(c, image, (from, to) -> Arrays.fill(labels, from, to, label));
  }

  /**
   * The label image of one frame, painted RV (1), then LV epicardium (2), then LV endocardium (3);
   * 0 elsewhere.
   */
  public static byte[] labels(
      ImageSize image, @Nullable Contour rv, @Nullable Contour epi, @Nullable Contour endo) {
    byte[] labels = new byte[image.rows() * image.columns()];
    if (rv != null) {
      paint(labels, image, rv, RV_CAVITY);
    }
    if (epi != null) {
      paint(labels, image, epi, LV_MYOCARDIUM);
    }
    if (endo != null) {
      paint(labels, image, endo, LV_CAVITY);
    }
    return labels;
  }

  /** Number of pixels that are set. */
  public static int count(boolean[] mask) {
    int n = 0;
    for (boolean set : mask) {
      n += set ? 1 : 0;
    }
    return n;
  }

  /** Whether any pixel holds a label. */
  public static boolean holds(byte[] labels, byte label) {
    for (byte pixel : labels) {
      if (pixel == label) {
        return true;
      }
    }
    return false;
  }

  /** The pixels that hold a label. */
  public static boolean[] where(byte[] labels, byte label) {
    boolean[] mask = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      mask[i] = labels[i] == label;
    }
    return mask;
  }

  @FunctionalInterface
  private interface Run {
    void fill(int from, int to);
  }

  private static void scan(Contour c, ImageSize image, Run run) {
    Bounds b = Polygons.bounds(c);
    int first = Math.max(0, (int) Math.ceil(b.minY()));
    int last = Math.min(image.rows() - 1, (int) Math.floor(b.maxY()));
    double[] crossings = new double[c.size()];
    for (int row = first; row <= last; row++) {
      int n = 0;
      for (int i = 0, j = c.size() - 1; i < c.size(); j = i++) {
        if (c.y(i) > row != c.y(j) > row) {
          crossings[n++] = Polygons.crossing(c, j, i, row);
        }
      }
      Arrays.sort(crossings, 0, n);
      for (int k = 0; k + 1 < n; k += 2) {
        int from = Math.max(0, (int) Math.ceil(crossings[k]));
        int to = Math.min(image.columns(), (int) Math.ceil(crossings[k + 1]));
        if (from < to) {
          run.fill(row * image.columns() + from, row * image.columns() + to);
        }
      }
    }
  }
}
