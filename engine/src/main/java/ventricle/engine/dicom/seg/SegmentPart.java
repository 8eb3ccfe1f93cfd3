package ventricle.engine.dicom.seg;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.output.Code;

/** What a segment of anybody's segmentation is to Ventricle. */
public enum SegmentPart {
  LV_CAVITY,
  LV_MYOCARDIUM,
  /** Myocardium and cavity in one. */
  LV_WHOLE,
  RV_CAVITY,
  LV_PAPILLARY;

  /** What a property type says, which may be less than the label does. */
  private enum Type {
    /** Cavity, muscle or both of the left ventricle. */
    LEFT,
    /** Cavity, muscle or both of the right ventricle. */
    RIGHT,
    LEFT_MUSCLE,
    /** Of either ventricle. */
    MUSCLE
  }

  /** Property types by code, in SNOMED CT and in the SRT codes of older files. */
  private static final Map<String, Type> BY_CODE =
      Map.of(
          "SCT 87878005", Type.LEFT,
          "SRT T-32600", Type.LEFT,
          "SCT 53085002", Type.RIGHT,
          "SRT T-32500", Type.RIGHT,
          "SCT 49848007", Type.LEFT_MUSCLE,
          "SRT T-32620", Type.LEFT_MUSCLE,
          "SCT 74281007", Type.MUSCLE,
          "SRT T-32020", Type.MUSCLE);

  /**
   * By the code of the type. The label says only what the code leaves open: which part of a
   * ventricle, which ventricle's muscle, and papillary muscle, for which there is no code. A type
   * without a known code goes by the label, else by what the type means.
   *
   * @return empty for what is no part of a ventricle that is measured
   */
  public static Optional<SegmentPart> of(SegmentationObject.Segment segment) {
    Words label = Words.of(segment.label());
    Code code = segment.type();
    Type type = code == null ? null : BY_CODE.get(code.scheme() + " " + code.value());
    if (type == null) {
      return label.part().or(() -> code == null ? Optional.empty() : meaning(code));
    }
    return switch (type) {
      case LEFT -> Optional.of(label.ofLeft());
      case RIGHT -> label.muscle || label.epi ? Optional.empty() : Optional.of(RV_CAVITY);
      case LEFT_MUSCLE -> Optional.of(label.papillary ? LV_PAPILLARY : LV_MYOCARDIUM);
      case MUSCLE ->
          label.right && !label.left
              ? Optional.empty()
              : Optional.of(label.papillary ? LV_PAPILLARY : LV_MYOCARDIUM);
    };
  }

  private static Optional<SegmentPart> meaning(Code code) {
    return Words.of(code.meaning()).part();
  }

  /** What words of people speak of. */
  private record Words(
      boolean left,
      boolean right,
      boolean muscle,
      boolean papillary,
      boolean epi,
      boolean endo,
      boolean atrium) {

    /** "ventricle left" is how TotalSegmentator names it. */
    static Words of(@Nullable String words) {
      String text =
          words == null
              ? ""
              : " " + words.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ") + " ";
      return new Words(
          text.contains(" lv") || text.contains("left ventric") || text.contains("ventricle left"),
          text.contains(" rv")
              || text.contains("right ventric")
              || text.contains("ventricle right"),
          text.contains("myocard") || text.contains("muscle") || text.contains(" wall "),
          text.contains("papil"),
          text.contains("epicard") || text.contains(" epi "),
          text.contains("endocard") || text.contains(" endo "),
          text.contains("atri"));
    }

    SegmentPart ofLeft() {
      return papillary ? LV_PAPILLARY : muscle ? LV_MYOCARDIUM : epi ? LV_WHOLE : LV_CAVITY;
    }

    Optional<SegmentPart> part() {
      if (atrium) {
        return Optional.empty();
      }
      if (papillary || (muscle && !right)) {
        return Optional.of(ofLeft());
      }
      if (right) {
        return muscle || epi ? Optional.empty() : Optional.of(RV_CAVITY);
      }
      return left || epi || endo ? Optional.of(ofLeft()) : Optional.empty();
    }
  }
}
