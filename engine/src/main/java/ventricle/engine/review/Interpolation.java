package ventricle.engine.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.SignedDistance;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * Contours of one structure interpolated between those of other slices or phases, by signed
 * distance and in proportion to position or time.
 *
 * <p>Filled is what is missing, or was computed before and never reviewed, between two contours.
 * Where nothing is missing, the frame asked about gives up a model's contour that nobody reviewed.
 * What a reader drew, accepted, confirmed absent or excluded stays; what is excluded or computed is
 * not interpolated from.
 *
 * @param stack in the document's slice order
 */
public record Interpolation(CineStack stack, ReviewDocument document, String reader) {

  /** What the provenance names. */
  public static final String METHOD = "signed distance";

  /** The direction in which neighbours are looked for. */
  public enum Axis {
    /** Base to apex, at one phase. */
    SLICES,
    /** Around the cardiac cycle, which is a circle, in one slice. */
    PHASES
  }

  /** A place with the contours on either side of it, and how far it is from the first, 0..1. */
  private record Gap(ContourKey place, ContourKey before, ContourKey after, double part) {}

  /** Where contours would be put; empty when there is nothing to interpolate. */
  public SortedSet<ContourKey> places(Structure structure, FrameKey frame, Axis axis) {
    TreeSet<ContourKey> places = new TreeSet<>();
    gaps(structure, frame, axis).forEach(gap -> places.add(gap.place));
    return places;
  }

  /**
   * The edit that fills a structure's gaps along an axis through a frame. It leaves out places
   * where the shapes on either side have nothing in common.
   *
   * @throws ventricle.engine.task.CancelledException when the token was cancelled
   */
  public Edit.FillContours fill(
      Structure structure, FrameKey frame, Axis axis, Progress progress, CancelToken cancel) {
    SortedMap<ContourKey, Tracing> filled = new TreeMap<>();
    List<Gap> gaps = gaps(structure, frame, axis);
    for (int i = 0; i < gaps.size(); i++) {
      cancel.throwIfCancelled();
      progress.report((double) i / gaps.size(), "");
      Gap gap = gaps.get(i);
      between(gap)
          .ifPresent(
              contour ->
                  filled.put(
                      gap.place,
                      new Tracing(contour, new Provenance.Interpolated(reader, METHOD))));
    }
    return new Edit.FillContours(
        filled, axis == Axis.SLICES ? Filling.BETWEEN_SLICES : Filling.BETWEEN_PHASES);
  }

  private Optional<Contour> between(Gap gap) {
    return SignedDistance.interpolate(
            onSliceOf(gap.place, gap.before), onSliceOf(gap.place, gap.after), gap.part)
        .flatMap(contour -> Fitting.fit(stack, document, gap.place, contour));
  }

  /** The contour of one place in the image coordinates of another slice. */
  private Contour onSliceOf(ContourKey place, ContourKey from) {
    return Copying.onSlice(
        stack,
        document.shown(from).orElseThrow().contour(),
        from.frame().slice(),
        place.frame().slice());
  }

  private List<Gap> gaps(Structure structure, FrameKey frame, Axis axis) {
    List<ContourKey> line = line(structure, frame, axis);
    List<Gap> missing = gaps(line, axis, this::open);
    if (!missing.isEmpty()) {
      return missing;
    }
    ContourKey here = new ContourKey(frame, structure);
    return untouched(here) ? gaps(line, axis, here::equals) : List.of();
  }

  private List<Gap> gaps(List<ContourKey> line, Axis axis, Predicate<ContourKey> toFill) {
    List<Double> at = positions(line, axis);
    double around = axis == Axis.PHASES ? period(at) : Double.NaN;
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      if (!toFill.test(line.get(i))) {
        continue;
      }
      Integer before = anchor(line, i, -1, axis, toFill);
      Integer after = anchor(line, i, 1, axis, toFill);
      if (before != null && after != null && !before.equals(after)) {
        double whole = forward(at.get(before), at.get(after), around);
        double part = forward(at.get(before), at.get(i), around) / whole;
        gaps.add(new Gap(line.get(i), line.get(before), line.get(after), part));
      }
    }
    return gaps;
  }

  private @Nullable Integer anchor(
      List<ContourKey> line, int from, int step, Axis axis, Predicate<ContourKey> toFill) {
    int n = line.size();
    for (int k = 1; k < n; k++) {
      int i = from + step * k;
      if (axis == Axis.SLICES && (i < 0 || i >= n)) {
        return null;
      }
      int at = Math.floorMod(i, n);
      if (!toFill.test(line.get(at)) && document.counted(line.get(at)).isPresent()) {
        return at;
      }
    }
    return null;
  }

  private static double forward(double from, double to, double around) {
    return Double.isNaN(around) || to >= from ? Math.abs(to - from) : to - from + around;
  }

  /** Missing or computed, and nobody has said anything about it. */
  private boolean open(ContourKey key) {
    return !document.stateOf(key).reviewed()
        && document.shown(key).map(Tracing::provenance).map(Provenance::computed).orElse(true);
  }

  private boolean untouched(ContourKey key) {
    return !document.stateOf(key).reviewed()
        && document
            .shown(key)
            .filter(tracing -> tracing.provenance() instanceof Provenance.Model)
            .isPresent();
  }

  private List<ContourKey> line(Structure structure, FrameKey frame, Axis axis) {
    return switch (axis) {
      case SLICES ->
          IntStream.range(0, document.sliceCount())
              .mapToObj(slice -> ContourKey.of(slice, frame.phase(), structure))
              .toList();
      case PHASES ->
          IntStream.range(0, document.phaseCount())
              .mapToObj(phase -> ContourKey.of(frame.slice(), phase, structure))
              .toList();
    };
  }

  /** Along the stack in mm, or in time; phases count alike where times are unknown. */
  private List<Double> positions(List<ContourKey> line, Axis axis) {
    if (axis == Axis.SLICES) {
      Vector3 normal = stack.slice(0).normal();
      return line.stream().map(key -> stack.slice(key.frame().slice()).along(normal)).toList();
    }
    List<Double> times = stack.phaseTimesMs();
    return times != null && timed()
        ? times
        : line.stream().map(key -> (double) key.frame().phase()).toList();
  }

  private boolean timed() {
    List<Double> times = stack.phaseTimesMs();
    Double rr = stack.rrMs();
    if (times == null || rr == null) {
      return false;
    }
    boolean rising =
        IntStream.range(1, times.size()).allMatch(i -> times.get(i) > times.get(i - 1));
    return rising && rr > times.getLast() - times.getFirst();
  }

  private double period(List<Double> at) {
    Double rr = stack.rrMs();
    return timed() && rr != null ? rr : at.size();
  }
}
