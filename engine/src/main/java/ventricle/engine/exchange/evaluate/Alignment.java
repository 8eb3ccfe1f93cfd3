package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;

/**
 * Which slices of two sets are the same. Where both know where they lie it is the place that
 * counts, whatever the order, and contours of another grid are moved over; else slices are paired
 * by number.
 *
 * @param partner for each slice of the truth the predicted slice, −1 where there is none
 * @param sameGrid whether pixels of partners are the same pixels
 * @param note what a reader should know, null for nothing
 */
record Alignment(List<Integer> partner, boolean sameGrid, @Nullable String note) {

  /** How far a voxel may lie from its partner, mm; NIfTI keeps affines in single precision. */
  private static final double TOLERANCE_MM = .1;

  /** Planes are one when they are this close, part of the distance between slices. */
  private static final double PLANE_PART = .25;

  private static final double PARALLEL = Math.cos(Math.toRadians(2));

  /**
   * @throws UnusableInputException when they cannot be the same images
   */
  static Alignment of(String name, CaseSet predicted, CaseSet truth) throws UnusableInputException {
    List<Slice> a = predicted.geometry();
    List<Slice> b = truth.geometry();
    List<Integer> byNumber = IntStream.range(0, truth.slices()).boxed().toList();
    boolean sameNumber = predicted.slices() == truth.slices();
    if (a == null || b == null) {
      if (!sameNumber) {
        throw new UnusableInputException(
            name, "%d slices against %d".formatted(predicted.slices(), truth.slices()));
      }
      return new Alignment(byNumber, true, null);
    }
    List<Integer> byPlace = byPlace(a, b);
    if (byPlace.stream().anyMatch(j -> j >= 0)) {
      boolean same =
          IntStream.range(0, b.size())
              .filter(i -> byPlace.get(i) >= 0)
              .allMatch(i -> sameGrid(a.get(byPlace.get(i)), b.get(i)));
      return new Alignment(byPlace, same, null);
    }
    boolean sameMatrix =
        sameNumber
            && a.getFirst().rows() == b.getFirst().rows()
            && a.getFirst().columns() == b.getFirst().columns();
    if (!sameMatrix) {
      throw new UnusableInputException(name, "the two sets lie at different places");
    }
    return new Alignment(
        byNumber, true, "the affines disagree on where the images lie; slices paired by number");
  }

  private static List<Integer> byPlace(List<Slice> a, List<Slice> b) {
    double near = PLANE_PART * Math.min(distance(a), distance(b));
    List<Integer> partner = new ArrayList<>();
    for (Slice slice : b) {
      int best = -1;
      double least = near;
      for (int j = 0; j < a.size(); j++) {
        Vector3 normal = slice.normal();
        double off = Math.abs(a.get(j).along(normal) - slice.along(normal));
        boolean parallel = Math.abs(a.get(j).normal().dot(normal)) > PARALLEL;
        if (parallel && off <= least && overlap(a.get(j), slice)) {
          best = j;
          least = off;
        }
      }
      partner.add(best);
    }
    return List.copyOf(partner);
  }

  /** Distance of neighbours, mm; 8 where there is one slice only. */
  private static double distance(List<Slice> slices) {
    if (slices.size() < 2) {
      return 8;
    }
    Vector3 normal = slices.getFirst().normal();
    double least = Double.MAX_VALUE;
    for (int i = 1; i < slices.size(); i++) {
      least =
          Math.min(least, Math.abs(slices.get(i).along(normal) - slices.get(i - 1).along(normal)));
    }
    return least;
  }

  /** Whether the middle of one image lies on the other. */
  private static boolean overlap(Slice a, Slice b) {
    Point middle = new Point((a.columns() - 1) / 2.0, (a.rows() - 1) / 2.0);
    Point there = b.toImage(a.toPatient(middle));
    return there.x() > -.5
        && there.y() > -.5
        && there.x() < b.columns() - .5
        && there.y() < b.rows() - .5;
  }

  private static boolean sameGrid(Slice a, Slice b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      return false;
    }
    List<Point> corners = List.of(new Point(0, 0), new Point(a.columns() - 1, a.rows() - 1));
    return corners.stream().allMatch(p -> inPlane(a, b, p) < TOLERANCE_MM);
  }

  private static double inPlane(Slice a, Slice b, Point p) {
    Point there = b.toImage(a.toPatient(p));
    double spacing = b.spacing() == null ? 1 : b.spacing().column();
    return there.distance(p) * spacing;
  }

  /** The predicted regions slice by slice as the truth counts them, in the truth's pixels. */
  List<SliceRegions> moved(List<SliceRegions> predicted, CaseSet from, CaseSet to) {
    List<SliceRegions> moved = new ArrayList<>();
    for (int i = 0; i < partner.size(); i++) {
      int j = partner.get(i);
      if (j < 0) {
        moved.add(SliceRegions.Outlined.NOTHING);
      } else if (sameGrid || from.geometry() == null || to.geometry() == null) {
        moved.add(predicted.get(j));
      } else {
        moved.add(moved(predicted.get(j).outlined(), from.geometry().get(j), to.geometry().get(i)));
      }
    }
    return moved;
  }

  private static SliceRegions moved(SliceRegions.Outlined regions, Slice from, Slice to) {
    return new SliceRegions.Outlined(
        moved(regions.endo(), from, to),
        moved(regions.epi(), from, to),
        moved(regions.rv(), from, to));
  }

  private static List<Contour> moved(List<Contour> parts, Slice from, Slice to) {
    return parts.stream()
        .map(c -> Contour.of(c.points().stream().map(p -> to.toImage(from.toPatient(p))).toList()))
        .toList();
  }

  /** Predicted slices that the truth does not have. */
  List<Integer> without(int predictedSlices) {
    return IntStream.range(0, predictedSlices).filter(j -> !partner.contains(j)).boxed().toList();
  }
}
