package ventricle.engine.measure.regional;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.WallChords.Chord;
import ventricle.engine.measure.regional.AhaSegment.Level;
import ventricle.engine.review.Insertion;
import ventricle.engine.review.ReviewDocument;

/**
 * The wall of the LV at one phase by segments: the mean of all chords whose middle lies in the
 * segment, over the slices of its level.
 *
 * @param walls what is known; segments without a chord are not in it
 * @param why nothing is known: the end of a key of {@link ventricle.engine.domain.Sentence}, after
 *     {@code wall-unknown.}; null when something is
 * @param filled levels in which muscle fills a slice between others that show a cavity: what is
 *     thickest has no thickness there, and the mean of the rest would mislead
 */
record PhaseWall(Map<AhaSegment, Mean> walls, @Nullable String why, Set<Level> filled) {

  /**
   * Thickness of a segment.
   *
   * @param mm mean over the chords
   * @param frames the slices that show it, basal first
   */
  record Mean(double mm, List<FrameKey> frames) {}

  static PhaseWall unknown(String why) {
    return new PhaseWall(Map.of(), why, Set.of());
  }

  @Nullable Double mm(AhaSegment segment) {
    Mean mean = walls.get(segment);
    return mean == null ? null : (Double) mean.mm();
  }

  List<FrameKey> frames(AhaSegment segment) {
    Mean mean = walls.get(segment);
    return mean == null ? List.of() : mean.frames();
  }

  /**
   * @param stack in the document's slice order
   * @param known rings of earlier measurements
   */
  static PhaseWall of(CineStack stack, ReviewDocument document, int phase, Rings known) {
    StackPlane plane = new StackPlane(stack);
    int[] shown = shown(document, phase);
    if (shown.length == 0) {
      return unknown("not-contoured");
    }
    if (IntStream.of(shown).anyMatch(slice -> !plane.scaled(slice))) {
      return unknown("spacing");
    }
    double[] depths = IntStream.range(0, stack.sliceCount()).mapToDouble(plane::depth).toArray();
    Levels levels = Levels.of(depths, shown[0], shown[shown.length - 1]).orElse(null);
    if (levels == null) {
      return unknown("one-slice");
    }
    SortedMap<Integer, Ring> rings = rings(document, plane, shown, phase, known);
    if (rings.isEmpty()) {
      return unknown("no-ring");
    }
    Septum septum = Septum.of(stack, document, plane, rings, phase).orElse(null);
    if (septum == null) {
      return unknown("insertion");
    }
    Set<Level> filled =
        filled(document, shown, phase)
            .mapToObj(slice -> levels.at(plane.depth(slice)))
            .collect(Collectors.toUnmodifiableSet());
    return collect(plane, levels, rings, septum, phase, filled);
  }

  /** Slices with an LV contour that counts, basal first. */
  private static int[] shown(ReviewDocument document, int phase) {
    return IntStream.range(0, document.sliceCount())
        .filter(
            slice ->
                counted(document, slice, phase, Structure.LV_ENDO).isPresent()
                    || counted(document, slice, phase, Structure.LV_EPI).isPresent())
        .toArray();
  }

  private static SortedMap<Integer, Ring> rings(
      ReviewDocument document, StackPlane plane, int[] slices, int phase, Rings known) {
    SortedMap<Integer, Ring> rings = new TreeMap<>();
    for (int slice : slices) {
      Optional<Contour> endo = counted(document, slice, phase, Structure.LV_ENDO);
      Optional<Contour> epi = counted(document, slice, phase, Structure.LV_EPI);
      if (endo.isPresent() && epi.isPresent()) {
        boolean mostBasal = slice == slices[0];
        known
            .of(plane, slice, endo.get(), epi.get())
            .filter(ring -> !mostBasal || !ring.opensIntoOutflow())
            .ifPresent(ring -> rings.put(slice, ring));
      }
    }
    return rings;
  }

  /** Slices with muscle and no cavity that lie between others with one. */
  private static IntStream filled(ReviewDocument document, int[] slices, int phase) {
    int[] hollow =
        IntStream.of(slices)
            .filter(slice -> counted(document, slice, phase, Structure.LV_ENDO).isPresent())
            .toArray();
    return IntStream.of(slices)
        .filter(slice -> counted(document, slice, phase, Structure.LV_ENDO).isEmpty())
        .filter(slice -> hollow[0] < slice && slice < hollow[hollow.length - 1]);
  }

  private static PhaseWall collect(
      StackPlane plane,
      Levels levels,
      SortedMap<Integer, Ring> rings,
      Septum septum,
      int phase,
      Set<Level> filled) {
    Map<AhaSegment, Sum> sums = new EnumMap<>(AhaSegment.class);
    rings.forEach(
        (slice, ring) -> {
          Level level = levels.at(plane.depth(slice));
          if (filled.contains(level)) {
            return;
          }
          double insertion = septum.insertion(slice);
          FrameKey frame = new FrameKey(slice, phase);
          for (Chord chord : ring.chords()) {
            double degrees = septum.degrees(insertion, ring.direction(chord.middle()));
            sums.computeIfAbsent(AhaSegment.at(level, degrees), s -> new Sum())
                .add(chord.length(), frame);
          }
        });
    Map<AhaSegment, Mean> walls = new EnumMap<>(AhaSegment.class);
    sums.forEach((segment, sum) -> walls.put(segment, sum.mean()));
    return new PhaseWall(walls, null, filled);
  }

  static Optional<Contour> counted(
      ReviewDocument document, int slice, int phase, Structure structure) {
    return document.countedContour(ContourKey.of(slice, phase, structure));
  }

  private static final class Sum {
    private double total;
    private int count;
    private final List<FrameKey> frames = new ArrayList<>();

    void add(double mm, FrameKey frame) {
      total += mm;
      count++;
      if (!frames.contains(frame)) {
        frames.add(frame);
      }
    }

    Mean mean() {
      return new Mean(total / count, List.copyOf(frames));
    }
  }

  /**
   * Where the segments begin in each slice: the direction of the anterior insertion of the RV, and
   * which way round the septum lies.
   *
   * @param directions by slice, rad; where a slice has none, that of the nearest slice counts
   * @param way +1 when the septum follows with growing angle, −1 when with falling
   */
  private record Septum(SortedMap<Integer, Double> directions, int way) {

    /**
     * Mean sine of the angle to the RV's middle that tells on which side of the insertion it is.
     */
    private static final double RV_ASIDE = 0.2;

    static Optional<Septum> of(
        CineStack stack,
        ReviewDocument document,
        StackPlane plane,
        SortedMap<Integer, Ring> rings,
        int phase) {
      SortedMap<Integer, Double> directions = new TreeMap<>();
      double turn = 0;
      for (Map.Entry<Integer, Ring> entry : rings.entrySet()) {
        int slice = entry.getKey();
        Ring ring = entry.getValue();
        Insertion insertion =
            Insertion.of(document, stack.slice(slice), new FrameKey(slice, phase)).orElse(null);
        if (insertion == null) {
          continue;
        }
        double direction = ring.direction(plane.inPlane(slice, insertion.point()));
        directions.put(slice, direction);
        Point rv =
            counted(document, slice, phase, Structure.RV_ENDO)
                .map(contour -> plane.inPlane(slice, Polygons.centroid(contour)))
                .orElse(null);
        turn += rv == null ? 0 : Math.sin(ring.direction(rv) - direction);
      }
      if (directions.isEmpty()) {
        return Optional.empty();
      }
      boolean seen = Math.abs(turn) > RV_ASIDE * directions.size();
      boolean follows = seen ? turn > 0 : plane.septumFollowsAxes();
      return Optional.of(new Septum(directions, follows ? 1 : -1));
    }

    /** Where the segments of a slice begin, rad. */
    double insertion(int slice) {
      return directions.entrySet().stream()
          .min(Comparator.comparingInt(entry -> Math.abs(entry.getKey() - slice)))
          .orElseThrow()
          .getValue();
    }

    double degrees(double insertion, double direction) {
      return Math.toDegrees(way * (direction - insertion));
    }
  }
}
