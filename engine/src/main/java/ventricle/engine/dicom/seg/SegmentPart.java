package ventricle.engine.dicom.seg;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ventricle.engine.dicom.output.Code;

/** What a segment of anybody's segmentation is to Ventricle. */
enum SegmentPart {
  LV_CAVITY,
  LV_MYOCARDIUM,
  /** Myocardium and cavity in one. */
  LV_WHOLE,
  RV_CAVITY,
  LV_PAPILLARY;

  /** Property types by code, in SNOMED CT and in the SRT codes of older files. */
  private static final Map<String, SegmentPart> BY_CODE =
      Map.of(
          "SCT 87878005", LV_CAVITY,
          "SRT T-32600", LV_CAVITY,
          "SCT 53085002", RV_CAVITY,
          "SRT T-32500", RV_CAVITY,
          "SCT 49848007", LV_MYOCARDIUM,
          "SCT 74281007", LV_MYOCARDIUM,
          "SRT T-32020", LV_MYOCARDIUM);

  /** By label where it speaks plainly, else by code, else by what the code means. */
  static Optional<SegmentPart> of(SegmentationObject.Segment segment) {
    Code type = segment.type();
    return byWords(segment.label())
        .or(
            () ->
                type == null
                    ? Optional.empty()
                    : Optional.ofNullable(BY_CODE.get(type.scheme() + " " + type.value()))
                        .or(() -> byWords(type.meaning())));
  }

  private static Optional<SegmentPart> byWords(String words) {
    String text = " " + words.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ") + " ";
    boolean right = text.contains(" rv") || text.contains("right ventric") || after(text, "right");
    boolean left = text.contains(" lv") || text.contains("left ventric") || after(text, "left");
    if (text.contains("atri")) {
      return Optional.empty();
    }
    if (text.contains("papil")) {
      return Optional.of(LV_PAPILLARY);
    }
    if (text.contains("myocard") || text.contains("muscle")) {
      return right ? Optional.empty() : Optional.of(LV_MYOCARDIUM);
    }
    if (right) {
      return text.contains("epi") ? Optional.empty() : Optional.of(RV_CAVITY);
    }
    if (text.contains("epicard") || text.contains(" epi ")) {
      return Optional.of(LV_WHOLE);
    }
    return left || text.contains("endocard") || text.contains(" endo ")
        ? Optional.of(LV_CAVITY)
        : Optional.empty();
  }

  /** "ventricle left", as TotalSegmentator names them. */
  private static boolean after(String text, String side) {
    return text.contains("ventricle " + side);
  }
}
