package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.measure.agreement.Dice;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.measure.agreement.ReadingComparison.Presence;
import ventricle.engine.review.Mark;

/**
 * One case of two sets.
 *
 * @param predictedKind what the prediction was read from
 * @param truthKind what the truth was read from
 * @param overlap how overlaps were taken: by voxels as soon as one side was painted
 * @param rows each region of each slice that either has, at ED and ES
 * @param summaries each region at ED and ES
 * @param predicted numbers of the prediction at its own ED and ES, those that can be known
 * @param truth numbers of the truth, likewise
 * @param predictedPhases 0-based phases of the prediction's marks, those that are known
 * @param truthPhases of the truth's, likewise
 * @param notes what a reader of the numbers should know
 */
public record CaseComparison(
    String name,
    CaseSet.Kind predictedKind,
    CaseSet.Kind truthKind,
    Overlap overlap,
    List<Row> rows,
    List<Summary> summaries,
    SortedMap<Quantity, Double> predicted,
    SortedMap<Quantity, Double> truth,
    SortedMap<Mark, Integer> predictedPhases,
    SortedMap<Mark, Integer> truthPhases,
    List<String> notes) {

  public CaseComparison {
    rows = List.copyOf(rows);
    summaries = List.copyOf(summaries);
    predicted = Collections.unmodifiableSortedMap(new TreeMap<>(predicted));
    truth = Collections.unmodifiableSortedMap(new TreeMap<>(truth));
    predictedPhases = Collections.unmodifiableSortedMap(new TreeMap<>(predictedPhases));
    truthPhases = Collections.unmodifiableSortedMap(new TreeMap<>(truthPhases));
    notes = List.copyOf(notes);
  }

  /** How an overlap was taken. */
  public enum Overlap {
    /** Pixels whose centres lie inside. */
    VOXELS,
    /** Areas of polygons. */
    POLYGONS
  }

  /**
   * One region of one slice.
   *
   * @param slice 0-based, as the truth counts; predicted slices without a partner follow
   * @param level where it lies in the truth's heart
   * @param dice null unless both have it
   * @param border null likewise
   */
  public record Row(
      Mark mark,
      int slice,
      Level level,
      Region region,
      Presence presence,
      @Nullable Double dice,
      @Nullable BorderDistance border) {}

  /**
   * One region over all slices.
   *
   * @param dice of the volumes; slices that only one has count against it
   * @param hausdorff largest distance of borders in the planes of the slices that both have
   * @param hausdorff95 the largest 95 % distance of these slices
   * @param meanHausdorff mean over these slices
   * @param averagePerpendicular mean over these slices
   * @param millimetres whether distances are in mm, in pixels otherwise
   */
  public record Summary(
      Mark mark,
      Region region,
      int both,
      int predictedOnly,
      int truthOnly,
      double dice,
      @Nullable Double hausdorff,
      @Nullable Double hausdorff95,
      @Nullable Double meanHausdorff,
      @Nullable Double averagePerpendicular,
      boolean millimetres,
      @Nullable Double predictedMl,
      @Nullable Double truthMl) {}

  /**
   * Contours are compared at the truth's phases where the prediction has contours there; numbers
   * are each set's own.
   *
   * @throws UnusableInputException when the two cannot be of the same images, or have no mark in
   *     common
   */
  static CaseComparison of(String name, CaseSet predictedSet, CaseSet truthSet)
      throws UnusableInputException {
    CaseSet predicted = placed(predictedSet, truthSet);
    CaseSet truth = placed(truthSet, predictedSet);
    Alignment alignment = Alignment.of(name, predicted, truth);
    List<String> notes = new ArrayList<>();
    if (alignment.note() != null) {
      notes.add(alignment.note());
    }
    predicted.notes().forEach(note -> notes.add("in the prediction, " + note));
    truth.notes().forEach(note -> notes.add("in the truth, " + note));
    Overlap overlap =
        alignment.sameGrid()
                && (predicted.kind() != CaseSet.Kind.CONTOURS
                    || truth.kind() != CaseSet.Kind.CONTOURS)
            ? Overlap.VOXELS
            : Overlap.POLYGONS;
    boolean basalFirst = Level.basalFirst(truth.marked().values(), truth.slices());
    List<Row> rows = new ArrayList<>();
    List<Summary> summaries = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      List<SliceRegions> theirs = truth.marked().get(mark);
      List<SliceRegions> ours = at(mark, predicted, truth, notes);
      if (theirs == null || ours == null) {
        notes.add(mark + " is missing in " + (theirs == null ? "the truth" : "the prediction"));
        continue;
      }
      MarkComparison compared =
          new MarkComparison(
              mark, overlap, slices(predicted, ours, truth, theirs, alignment, basalFirst));
      rows.addAll(compared.rows());
      for (Region region : Region.values()) {
        Summary found =
            compared.summary(region, predicted.ml(mark, region), truth.ml(mark, region));
        if (found != null) {
          summaries.add(found);
          lacking(found).ifPresent(notes::add);
        }
      }
    }
    if (summaries.isEmpty()) {
      throw new UnusableInputException(
          name, notes.isEmpty() ? "neither set holds a region" : String.join("; ", notes));
    }
    return new CaseComparison(
        name,
        predicted.kind(),
        truth.kind(),
        overlap,
        rows,
        summaries,
        VolumeNumbers.of(predicted),
        VolumeNumbers.of(truth),
        predicted.phases(),
        truth.phases(),
        notes);
  }

  /**
   * A region that one side has in no slice is worth a look: its Dice is 0, and it has no border.
   */
  private static Optional<String> lacking(Summary s) {
    boolean none = s.both() == 0 && (s.predictedOnly() == 0 || s.truthOnly() == 0);
    return none
        ? Optional.of(
            "the %s has no %s at %s"
                .formatted(
                    s.predictedOnly() == 0 ? "prediction" : "truth",
                    EvaluationText.name(s.region()),
                    s.mark()))
        : Optional.empty();
  }

  /** A set that does not know where its slices lie is of the same images as the other. */
  private static CaseSet placed(CaseSet set, CaseSet other) {
    return set.geometry() == null && other.geometry() != null && set.slices() == other.slices()
        ? set.at(other.geometry())
        : set;
  }

  private static @Nullable List<SliceRegions> at(
      Mark mark, CaseSet predicted, CaseSet truth, List<String> notes) {
    Integer own = predicted.phases().get(mark);
    Integer wanted = truth.phases().get(mark);
    if (own == null || wanted == null || own.equals(wanted)) {
      return predicted.marked().get(mark);
    }
    List<SliceRegions> there = predicted.others().get(wanted);
    notes.add(
        "%s is phase %d in the prediction and %d in the truth; %s"
            .formatted(
                mark,
                own + 1,
                wanted + 1,
                there == null
                    ? "contours of different phases are compared"
                    : "contours are compared at phase " + (wanted + 1)));
    return there == null ? predicted.marked().get(mark) : there;
  }

  /** Two sets in one slice. */
  record At(
      int slice, Level level, SliceRegions predicted, SliceRegions truth, @Nullable Slice place) {

    @Nullable PixelSpacing spacing() {
      return place == null ? null : place.spacing();
    }

    ImageSize image() {
      SliceRegions painted = predicted instanceof SliceRegions.Painted ? predicted : truth;
      return painted instanceof SliceRegions.Painted p
          ? p.image()
          : ImageSize.of(java.util.Objects.requireNonNull(place));
    }

    boolean painted() {
      return predicted instanceof SliceRegions.Painted || truth instanceof SliceRegions.Painted;
    }
  }

  private static List<At> slices(
      CaseSet predicted,
      List<SliceRegions> ours,
      CaseSet truth,
      List<SliceRegions> theirs,
      Alignment alignment,
      boolean basalFirst) {
    List<SliceRegions> moved = alignment.moved(ours, predicted, truth);
    List<Level> levels = Level.of(theirs, basalFirst);
    List<At> slices = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      slices.add(new At(i, levels.get(i), moved.get(i), theirs.get(i), place(truth, i)));
    }
    for (int j : alignment.without(predicted, truth)) {
      slices.add(
          new At(
              slices.size(),
              Level.BEYOND,
              ours.get(j),
              SliceRegions.Outlined.NOTHING,
              place(predicted, j)));
    }
    return slices;
  }

  private static @Nullable Slice place(CaseSet set, int slice) {
    return set.geometry() == null ? null : set.geometry().get(slice);
  }

  /** Overlap of one slice: px² of either and of both. */
  record Areas(double predicted, double truth, double common) {

    static Areas of(At at, Region region, Overlap overlap) {
      if (overlap == Overlap.VOXELS && at.painted()) {
        boolean[] a = at.predicted().mask(region, at.image());
        boolean[] b = at.truth().mask(region, at.image());
        int one = 0;
        int other = 0;
        int both = 0;
        for (int i = 0; i < a.length; i++) {
          one += a[i] ? 1 : 0;
          other += b[i] ? 1 : 0;
          both += a[i] && b[i] ? 1 : 0;
        }
        return new Areas(one, other, both);
      }
      SliceRegions.Outlined a = at.predicted().outlined();
      SliceRegions.Outlined b = at.truth().outlined();
      return new Areas(a.area(region), b.area(region), a.common(b, region));
    }

    /** {@link Dice} of the slice. */
    double dice() {
      return Math.min(1, 2 * common / (predicted + truth));
    }
  }
}
