package ventricle.engine.exchange.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.measure.MeasureSettings;
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
   * @param dice null unless both have it
   * @param border null likewise
   */
  public record Row(
      Mark mark,
      int slice,
      Region region,
      Presence presence,
      @Nullable Double dice,
      @Nullable BorderDistance border) {}

  /**
   * One region over all slices.
   *
   * @param dice of the volumes; slices that only one has count against it
   * @param hausdorff largest distance of borders in the planes of the slices that both have
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
    Overlap overlap =
        alignment.sameGrid()
                && (predicted.kind() != CaseSet.Kind.CONTOURS
                    || truth.kind() != CaseSet.Kind.CONTOURS)
            ? Overlap.VOXELS
            : Overlap.POLYGONS;
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
          new MarkComparison(mark, overlap, slices(predicted, ours, truth, theirs, alignment));
      rows.addAll(compared.rows());
      for (Region region : Region.values()) {
        Summary found =
            compared.summary(region, predicted.ml(mark, region), truth.ml(mark, region));
        if (found != null) {
          summaries.add(found);
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
        numbers(predicted),
        numbers(truth),
        predicted.phases(),
        truth.phases(),
        notes);
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
  record At(int slice, SliceRegions predicted, SliceRegions truth, @Nullable Slice place) {

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
      Alignment alignment) {
    List<SliceRegions> moved = alignment.moved(ours, predicted, truth);
    List<At> slices = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      slices.add(new At(i, moved.get(i), theirs.get(i), place(truth, i)));
    }
    for (int j : alignment.without(predicted.slices())) {
      slices.add(
          new At(slices.size(), ours.get(j), SliceRegions.Outlined.NOTHING, place(predicted, j)));
    }
    return slices;
  }

  private static @Nullable Slice place(CaseSet set, int slice) {
    return set.geometry() == null ? null : set.geometry().get(slice);
  }

  /** EDV, ESV, SV, EF and mass as {@code measure} defines them, of what the set has. */
  private static SortedMap<Quantity, Double> numbers(CaseSet set) {
    Map<Quantity, Double> numbers = new EnumMap<>(Quantity.class);
    Double lvEd = set.ml(Mark.ED, Region.LV_CAVITY);
    Double lvEs = set.ml(Mark.ES, Region.LV_CAVITY);
    put(numbers, Quantity.LV_EDV, lvEd);
    put(numbers, Quantity.LV_ESV, lvEs);
    if (lvEd != null && lvEs != null) {
      numbers.put(Quantity.LV_SV, lvEd - lvEs);
      numbers.put(Quantity.LV_EF, 100 * (lvEd - lvEs) / lvEd);
    }
    Double muscle = set.ml(Mark.ED, Region.LV_MYOCARDIUM);
    put(
        numbers,
        Quantity.LV_MASS,
        muscle == null ? null : (Double) (muscle * MeasureSettings.DEFAULT.densityGPerMl()));
    Double rvEd = set.ml(Mark.ED, Region.RV_CAVITY);
    Double rvEs = set.ml(Mark.ES, Region.RV_CAVITY);
    put(numbers, Quantity.RV_EDV, rvEd);
    put(numbers, Quantity.RV_ESV, rvEs);
    if (rvEd != null && rvEs != null) {
      numbers.put(Quantity.RV_SV, rvEd - rvEs);
      numbers.put(Quantity.RV_EF, 100 * (rvEd - rvEs) / rvEd);
    }
    return new TreeMap<>(numbers);
  }

  private static void put(
      Map<Quantity, Double> numbers, Quantity quantity, @Nullable Double value) {
    if (value != null) {
      numbers.put(quantity, value);
    }
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
