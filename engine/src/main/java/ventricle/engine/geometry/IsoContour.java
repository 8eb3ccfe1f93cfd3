package ventricle.engine.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ventricle.engine.domain.Contour;

/**
 * Closed contours of equal value in a map whose values stand at pixel centres, by marching squares
 * with linear interpolation.
 *
 * <p>The map is continued unchanged from the outer pixel centres to the image's edge (half a pixel)
 * and lies below every level beyond it: a structure cut by the image is closed along −0.5 … columns
 * − 0.5 × −0.5 … rows − 0.5. Where four values leave two readings (a saddle), their mean decides.
 */
public final class IsoContour {

  private final float[] nodes;
  private final ImageSize image;
  private final double level;
  private final int nodesX;
  private final int nodesY;

  private IsoContour(float[] map, ImageSize image, double level) {
    this.nodes = padded(map, image);
    this.image = image;
    this.level = level;
    // two nodes more on each side: the value at the edge, and "outside" at the same place
    this.nodesX = image.columns() + 4;
    this.nodesY = image.rows() + 4;
  }

  /**
   * Outer borders of all regions whose value is at least {@code level}, largest area first; holes
   * are ignored.
   *
   * @param map rows × columns values, finite
   */
  public static List<Contour> all(float[] map, ImageSize image, double level) {
    if (map.length != image.rows() * image.columns()) {
      throw new IllegalArgumentException(map.length + " values for " + image);
    }
    return new IsoContour(map, image, level).trace();
  }

  /**
   * The outer border of the region with the largest area, empty when no value reaches the level.
   */
  public static Optional<Contour> largest(float[] map, ImageSize image, double level) {
    return all(map, image, level).stream().findFirst();
  }

  /** Outer borders of a mask's regions, at the level half way between set and unset pixels. */
  public static List<Contour> ofMask(boolean[] mask, ImageSize image) {
    float[] map = new float[mask.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = mask[i] ? 1 : 0;
    }
    return all(map, image, 0.5);
  }

  /** The value at every node, outside the image below every level. */
  private static float[] padded(float[] map, ImageSize image) {
    int nodesX = image.columns() + 4;
    int nodesY = image.rows() + 4;
    float[] nodes = new float[nodesX * nodesY];
    Arrays.fill(nodes, Float.NEGATIVE_INFINITY);
    for (int j = 1; j < nodesY - 1; j++) {
      int row = Math.clamp(j - 2, 0, image.rows() - 1);
      int from = row * image.columns();
      System.arraycopy(map, from, nodes, j * nodesX + 2, image.columns());
      nodes[j * nodesX + 1] = map[from];
      nodes[j * nodesX + nodesX - 2] = map[from + image.columns() - 1];
    }
    return nodes;
  }

  private double value(int i, int j) {
    return nodes[j * nodesX + i];
  }

  private boolean in(int i, int j) {
    return nodes[j * nodesX + i] >= level;
  }

  private static double position(int node, int pixels) {
    return Math.clamp(node - 2.0, -0.5, pixels - 0.5);
  }

  private int across(int i, int j) {
    return j * nodesX + i;
  }

  private int down(int i, int j) {
    return nodesX * nodesY + j * nodesX + i;
  }

  private List<Contour> trace() {
    int[] next = links();
    List<Contour> outer = new ArrayList<>();
    for (int start = 0; start < next.length; start++) {
      if (next[start] < 0) {
        continue;
      }
      List<double[]> points = new ArrayList<>();
      int edge = start;
      while (next[edge] >= 0) {
        addUnlessSame(points, crossing(edge));
        int following = next[edge];
        next[edge] = -1;
        edge = following;
      }
      closed(points).filter(c -> Polygons.signedArea(c) < 0).ifPresent(outer::add);
    }
    outer.sort(Comparator.comparingDouble(Polygons::area).reversed());
    return List.copyOf(outer);
  }

  private static void addUnlessSame(List<double[]> points, double[] p) {
    if (points.isEmpty() || !Arrays.equals(points.getLast(), p)) {
      points.add(p);
    }
  }

  private static Optional<Contour> closed(List<double[]> points) {
    while (points.size() > 1 && Arrays.equals(points.getFirst(), points.getLast())) {
      points.removeLast();
    }
    if (points.size() < 3) {
      return Optional.empty();
    }
    return Optional.of(
        Contour.of(
            points.stream().mapToDouble(p -> p[0]).toArray(),
            points.stream().mapToDouble(p -> p[1]).toArray()));
  }

  /** For every grid edge that the border crosses: the edge it crosses next, region on its left. */
  private int[] links() {
    int[] next = new int[2 * nodesX * nodesY];
    Arrays.fill(next, -1);
    for (int j = 0; j < nodesY - 1; j++) {
      for (int i = 0; i < nodesX - 1; i++) {
        link(next, i, j);
      }
    }
    return next;
  }

  private void link(int[] next, int i, int j) {
    int top = across(i, j);
    int bottom = across(i, j + 1);
    int left = down(i, j);
    int right = down(i + 1, j);
    int corners =
        (in(i, j) ? 1 : 0)
            | (in(i + 1, j) ? 2 : 0)
            | (in(i + 1, j + 1) ? 4 : 0)
            | (in(i, j + 1) ? 8 : 0);
    switch (corners) {
      case 1 -> next[left] = top;
      case 2 -> next[top] = right;
      case 3 -> next[left] = right;
      case 4 -> next[right] = bottom;
      case 6 -> next[top] = bottom;
      case 7 -> next[left] = bottom;
      case 8 -> next[bottom] = left;
      case 9 -> next[bottom] = top;
      case 11 -> next[bottom] = right;
      case 12 -> next[right] = left;
      case 13 -> next[right] = top;
      case 14 -> next[top] = left;
      case 5, 10 -> linkSaddle(next, i, j, corners);
      default -> {}
    }
  }

  private void linkSaddle(int[] next, int i, int j, int corners) {
    int top = across(i, j);
    int bottom = across(i, j + 1);
    int left = down(i, j);
    int right = down(i + 1, j);
    double mean = (value(i, j) + value(i + 1, j) + value(i, j + 1) + value(i + 1, j + 1)) / 4;
    boolean joined = mean >= level;
    if (corners == 5) {
      next[left] = joined ? bottom : top;
      next[right] = joined ? top : bottom;
    } else {
      next[top] = joined ? left : right;
      next[bottom] = joined ? right : left;
    }
  }

  private double[] crossing(int edge) {
    int half = nodesX * nodesY;
    boolean vertical = edge >= half;
    int at = edge % half;
    int i = at % nodesX;
    int j = at / nodesX;
    int i2 = vertical ? i : i + 1;
    int j2 = vertical ? j + 1 : j;
    double a = value(i, j);
    double b = value(i2, j2);
    double t = Double.isInfinite(a) || Double.isInfinite(b) ? 0 : interpolated(a, b);
    double x = position(i, image.columns());
    double y = position(j, image.rows());
    return new double[] {
      x + t * (position(i2, image.columns()) - x), y + t * (position(j2, image.rows()) - y)
    };
  }

  /** Kept off the ends, so that borders through one pixel centre do not touch each other. */
  private double interpolated(double a, double b) {
    return Math.clamp((level - a) / (b - a), 1e-6, 1 - 1e-6);
  }
}
