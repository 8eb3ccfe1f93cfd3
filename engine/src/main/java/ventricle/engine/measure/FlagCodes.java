package ventricle.engine.measure;

/** The codes of flags; part of {@code measurements.json}, so they stay as they are. */
public final class FlagCodes {

  public static final String ED_UNSET = "ed-unset";
  public static final String ES_UNSET = "es-unset";
  public static final String SINGLE_SLICE = "single-slice";
  public static final String SPACING_UNKNOWN = "spacing-unknown";
  public static final String LV_NOT_CONTOURED = "lv-not-contoured";
  public static final String RV_NOT_CONTOURED = "rv-not-contoured";
  public static final String COVERAGE_BASE = "coverage-incomplete-base";
  public static final String COVERAGE_APEX = "coverage-incomplete-apex";
  public static final String EPI_MISSING = "epi-missing";
  public static final String ENDO_MISSING = "endo-missing";
  public static final String CONTOUR_GAP = "contour-gap";
  public static final String SLICE_EXCLUDED = "slice-excluded";
  public static final String ENDO_OUTSIDE_EPI = "endo-outside-epi";
  public static final String ES_NOT_SMALLER = "es-not-smaller";
  public static final String MASS_DISAGREES = "mass-ed-es-disagree";
  public static final String STROKE_VOLUMES_DISAGREE = "stroke-volumes-disagree";
  public static final String ED_DETECTOR_DISAGREES = "ed-detector-disagrees";
  public static final String ES_DETECTOR_DISAGREES = "es-detector-disagrees";
  public static final String FRAMES_MISSING = "frames-missing";
  public static final String BREATH_HOLD_SHIFT = "breath-hold-shift";
  public static final String BASAL_END = "basal-end-doubtful";
  public static final String HEART_RATE_UNKNOWN = "heart-rate-unknown";
  public static final String BSA_UNKNOWN = "bsa-unknown";
  public static final String SECOND_READING_DISAGREES = "second-reading-disagrees";
  public static final String SECOND_READING_NOT_COMPARED = "second-reading-not-compared";
  public static final String MODEL_LOW_CONFIDENCE = "model-low-confidence";
  public static final String PAPILLARY_MISSING = "papillary-missing";
  public static final String CONTOUR_JUMPS = "contour-jumps";
  public static final String RV_BASE = "rv-base";
  public static final String LV_BASE = "lv-base";
  public static final String LV_CUT = "lv-cut-by-edge";
  public static final String RV_CUT = "rv-cut-by-edge";
  public static final String WALL_UNEVEN = "wall-uneven";

  private FlagCodes() {}

  /** Whether a flag of this code says that the stack may end inside the ventricle. */
  public static boolean limitsCoverage(String code) {
    return code.equals(COVERAGE_BASE) || code.equals(COVERAGE_APEX);
  }
}
