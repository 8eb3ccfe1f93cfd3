package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.seg.LabelPlanes;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.ImageSize;

/**
 * Which slices of two sets are the same. Where both know where they lie it is the place that
 * counts, whatever the order, and contours of another grid are moved over; where slices of the
 * truth lie between painted ones they are cut out of the volume of these. Else slices are paired by
 * number.
 *
 * @param partner for each slice of the truth the predicted slice, −1 where there is none
 * @param sameGrid whether pixels of partners are the same pixels
 * @param cut whether slices without a partner are cut out of the predicted volume
 * @param note what a reader should know, null for nothing
 */
record Alignment(List<Integer> partner, boolean sameGrid, boolean cut, @Nullable String note) {

  /** Planes are one when they are this close, part of the distance between slices. */
  private static final double PLANE_PART = .25;

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
      return new Alignment(byNumber, true, false, null);
    }
    List<Integer> byPlace = byPlace(a, b);
    boolean painted = predicted.kind() != CaseSet.Kind.CONTOURS;
    if (byPlace.stream().anyMatch(j -> j >= 0)) {
      boolean same =
          IntStream.range(0, b.size())
              .filter(i -> byPlace.get(i) >= 0)
              .allMatch(i -> b.get(i).sameGrid(a.get(byPlace.get(i))));
      boolean between = painted && IntStream.range(0, b.size()).anyMatch(i -> between(a, b.get(i)));
      return new Alignment(
          byPlace,
          same,
          between,
          between ? "slices of the truth that lie between predicted ones were interpolated" : null);
    }
    boolean sameMatrix =
        sameNumber
            && a.getFirst().rows() == b.getFirst().rows()
            && a.getFirst().columns() == b.getFirst().columns();
    if (sameMatrix) {
      return new Alignment(
          byNumber,
          true,
          false,
          "the two sets disagree on where the images lie; slices paired by number");
    }
    if (painted && b.stream().anyMatch(slice -> meets(a, slice))) {
      return new Alignment(
          byPlace,
          true,
          true,
          "no predicted plane lies on a slice of the truth; slices were cut out of the volume");
    }
    throw new UnusableInputException(name, "the two sets lie at different places");
  }

  /** Whether a slice lies between two planes, and on none. */
  private static boolean between(List<Slice> planes, Slice slice) {
    double near = PLANE_PART * distance(planes);
    Vector3 normal = slice.normal();
    double at = slice.along(normal);
    return planes.stream().allMatch(slice::parallelTo)
        && planes.stream().noneMatch(p -> slice.distanceTo(p) <= near)
        && planes.stream().anyMatch(p -> p.along(normal) < at)
        && planes.stream().anyMatch(p -> p.along(normal) > at);
  }

  /** Whether the middle of a slice lies in the volume that parallel planes make. */
  private static boolean meets(List<Slice> planes, Slice slice) {
    Slice first = planes.getFirst();
    Vector3 middle = slice.toPatient(middle(slice));
    double at = middle.dot(first.normal());
    Point there = first.toImage(middle);
    return planes.stream().anyMatch(p -> p.along(first.normal()) <= at)
        && planes.stream().anyMatch(p -> p.along(first.normal()) >= at)
        && ImageSize.of(first).contains(there);
  }

  private static Point middle(Slice slice) {
    return new Point((slice.columns() - 1) / 2.0, (slice.rows() - 1) / 2.0);
  }

  private static List<Integer> byPlace(List<Slice> a, List<Slice> b) {
    double near = PLANE_PART * Math.min(distance(a), distance(b));
    List<Integer> partner = new ArrayList<>();
    for (Slice slice : b) {
      int best = -1;
      double least = near;
      for (int j = 0; j < a.size(); j++) {
        double off = slice.distanceTo(a.get(j));
        if (slice.parallelTo(a.get(j)) && off <= least && overlap(a.get(j), slice)) {
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
    return IntStream.range(1, slices.size())
        .mapToDouble(i -> slices.get(i).distanceTo(slices.get(i - 1)))
        .min()
        .orElseThrow();
  }

  /** Whether the middle of one image lies on the other. */
  private static boolean overlap(Slice a, Slice b) {
    return ImageSize.of(b).contains(b.toImage(a.toPatient(middle(a))));
  }

  /** The predicted regions slice by slice as the truth counts them, in the truth's pixels. */
  List<SliceRegions> moved(List<SliceRegions> predicted, CaseSet from, CaseSet to) {
    List<Slice> ours = from.geometry();
    List<Slice> theirs = to.geometry();
    LabelPlanes volume = cut && ours != null ? volume(predicted, ours) : null;
    List<SliceRegions> moved = new ArrayList<>();
    for (int i = 0; i < partner.size(); i++) {
      int j = partner.get(i);
      if (j < 0) {
        moved.add(
            volume == null || theirs == null
                ? SliceRegions.Outlined.NOTHING
                : cut(volume, theirs.get(i)));
      } else if (sameGrid || ours == null || theirs == null) {
        moved.add(predicted.get(j));
      } else {
        moved.add(moved(predicted.get(j).outlined(), ours.get(j), theirs.get(i)));
      }
    }
    return moved;
  }

  private static LabelPlanes volume(List<SliceRegions> painted, List<Slice> places) {
    List<LabelPlanes.Plane> planes = new ArrayList<>();
    for (int j = 0; j < places.size(); j++) {
      if (painted.get(j) instanceof SliceRegions.Painted(byte[] labels, ImageSize size)) {
        planes.add(new LabelPlanes.Plane(places.get(j), labels));
      }
    }
    return new LabelPlanes(planes);
  }

  private static SliceRegions cut(LabelPlanes volume, Slice slice) {
    return volume
        .cut(slice)
        .<SliceRegions>map(labels -> new SliceRegions.Painted(labels, ImageSize.of(slice)))
        .orElse(SliceRegions.Outlined.NOTHING);
  }

  private static SliceRegions moved(SliceRegions.Outlined regions, Slice from, Slice to) {
    return new SliceRegions.Outlined(
        moved(regions.endo(), from, to),
        moved(regions.epi(), from, to),
        moved(regions.rv(), from, to));
  }

  private static List<Contour> moved(List<Contour> parts, Slice from, Slice to) {
    return parts.stream().map(c -> to.toImage(c, from)).toList();
  }

  /**
   * Predicted slices that the truth does not have. Finer planes are not among them that lie within
   * half a distance of a slice of the truth, which stands for them.
   */
  List<Integer> without(CaseSet predicted, CaseSet truth) {
    return IntStream.range(0, predicted.slices())
        .filter(j -> !partner.contains(j))
        .filter(j -> !stoodFor(j, predicted.geometry(), truth.geometry()))
        .boxed()
        .toList();
  }

  private boolean stoodFor(int j, @Nullable List<Slice> ours, @Nullable List<Slice> theirs) {
    if (ours == null || theirs == null) {
      return false;
    }
    double half = distance(theirs) / 2;
    return theirs.stream()
        .anyMatch(b -> !b.parallelTo(ours.get(j)) || b.distanceTo(ours.get(j)) <= half);
  }
}
