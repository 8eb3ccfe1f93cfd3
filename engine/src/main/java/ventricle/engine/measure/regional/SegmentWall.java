package ventricle.engine.measure.regional;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Sentence;

/**
 * The wall of one segment.
 *
 * @param edMm mean thickness at ED, mm; null when it cannot be known
 * @param esMm the same at ES
 * @param thickeningMm ES − ED; null unless both are known
 * @param thickeningPercent of the thickness at ED; null likewise
 * @param affected whether the segment thickens by less than {@link #AFFECTED_BELOW_MM}
 * @param edFrames slices that the thickness at ED is taken from, basal first
 * @param esFrames the same at ES
 * @param reason a sentence for ED and one for ES, why a value is missing; null when none is
 * @param said the same as data, for other languages; none in numbers that were signed before it was
 */
public record SegmentWall(
    AhaSegment segment,
    @Nullable Double edMm,
    @Nullable Double esMm,
    @Nullable Double thickeningMm,
    @Nullable Double thickeningPercent,
    boolean affected,
    List<FrameKey> edFrames,
    List<FrameKey> esFrames,
    @Nullable String reason,
    List<Sentence> said) {

  /** A segment that thickens by less is marked, mm. */
  public static final double AFFECTED_BELOW_MM = 2;

  public SegmentWall {
    edFrames = List.copyOf(edFrames);
    esFrames = List.copyOf(esFrames);
    said = said == null ? List.of() : List.copyOf(said);
  }

  static SegmentWall of(
      AhaSegment segment,
      @Nullable Double edMm,
      @Nullable Double esMm,
      List<FrameKey> edFrames,
      List<FrameKey> esFrames,
      List<Sentence> missing) {
    Double thickening = edMm == null || esMm == null ? null : (Double) (esMm - edMm);
    Double percent =
        edMm == null || thickening == null || edMm == 0 ? null : (Double) (100 * thickening / edMm);
    return new SegmentWall(
        segment,
        edMm,
        esMm,
        thickening,
        percent,
        thickening != null && thickening < AFFECTED_BELOW_MM,
        edFrames,
        esFrames,
        Sentence.english(missing),
        missing);
  }
}
