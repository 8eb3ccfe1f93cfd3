package ventricle.engine.dicom.output;

/**
 * Coded concepts that this program writes; each was found in pydicom's code dictionary, units of
 * UCUM apart. One meaning (122503) is shortened, as a meaning may have 64 characters.
 */
public final class Codes {

  public static final Code ANATOMICAL_STRUCTURE = sct("91723000", "Anatomical Structure");
  public static final Code LEFT_VENTRICLE = sct("87878005", "Left ventricle");
  public static final Code RIGHT_VENTRICLE = sct("53085002", "Right ventricle");
  public static final Code LV_MYOCARDIUM = sct("49848007", "Left Ventricle Myocardium");
  public static final Code CARDIAC_MRI = sct("241620005", "Cardiac MRI");
  public static final Code CARDIOVASCULAR_CYCLE_POINT =
      sct("272518008", "Cardiovascular cycle point");
  public static final Code END_DIASTOLE = sct("416190007", "End diastole");
  public static final Code END_SYSTOLE = sct("416430001", "End Systole");
  public static final Code FINDING_SITE = sct("363698007", "Finding Site");
  public static final Code MEASUREMENT_METHOD = sct("370129005", "Measurement Method");
  public static final Code SOURCE = sct("260753009", "Source");

  public static final Code LV_EDV = ln("8821-1", "Left Ventricular ED Volume");
  public static final Code LV_ESV = ln("8823-7", "Left Ventricular ES Volume");
  public static final Code LV_SV = sct("90096001", "Stroke Volume");
  public static final Code LV_EF = ln("8811-2", "Left ventricular ejection fraction by MR");
  public static final Code LV_MASS = ln("18087-7", "Left Ventricle Mass");
  public static final Code CARDIAC_OUTPUT = sct("82799009", "Cardiac Output");
  public static final Code CARDIAC_INDEX = sct("54993008", "Cardiac Index");
  public static final Code STROKE_INDEX = sct("277381004", "Stroke Index");
  public static final Code PEAK_EJECTION_RATE = dcm("122616", "Peak Ejection Rate");
  public static final Code PEAK_EJECTION_TIME = dcm("122617", "Peak Ejection Time");
  public static final Code PEAK_FILLING_RATE = dcm("122618", "Peak Filling Rate");
  public static final Code PEAK_FILLING_TIME = dcm("122619", "Peak Filling Time");
  public static final Code WALL_THICKNESS = dcm("122445", "Wall Thickness");
  public static final Code WALL_THICKNESS_RATIO =
      dcm("122624", "Wall Thickness Ratio end-systolic to end-diastolic");
  public static final Code WALL_MOTION = sct("250909007", "Left ventricular wall motion");
  public static final Code NORMAL_WALL_MOTION = sct("373122000", "Normal wall motion");
  public static final Code HYPOKINESIS = sct("37706002", "Hypokinesis");
  public static final Code AKINESIS = sct("195675009", "Akinesis");
  public static final Code DYSKINESIS = sct("25437005", "Dyskinesis");
  public static final Code ANEURYSMAL = sct("255378009", "Aneurysmal");
  public static final Code RV_EDV = ln("8822-9", "Right Ventricular ED Volume");
  public static final Code RV_ESV = ln("8824-5", "Right Ventricular ES Volume");
  public static final Code RV_SV = sct("429483009", "RV Stroke Volume");
  public static final Code RV_CO = sct("428628004", "RV Cardiac Output");
  public static final Code RV_CI = sct("427990004", "RV Cardiac Index");
  public static final Code RV_EF = ln("8818-7", "Right ventricular ejection fraction by MR");
  public static final Code HEART_RATE = ln("8867-4", "Heart rate");
  public static final Code BODY_SURFACE_AREA = ln("8277-6", "BSA");

  public static final Code BSA_MOSTELLER = dcm("122244", "BSA = (HT*WT/36)^0.5");
  public static final Code BSA_DU_BOIS = dcm("122241", "BSA = 0.007184*WT^0.425*HT^0.725");
  public static final Code INDEX = dcm("121425", "Index");
  public static final Code PAPILLARY = dcm("122670", "Papillary Muscle Included/Excluded");
  public static final Code PAPILLARY_INCLUDED = dcm("122621", "Papillary Muscle Included");
  public static final Code PAPILLARY_EXCLUDED = dcm("122620", "Papillary Muscle Excluded");
  public static final Code SUM_OF_SLICES =
      dcm("122503", "Sum of closed areas on contiguous slices method for volume");

  public static final Code SEGMENTATION = dcm("113076", "Segmentation");
  public static final Code SOURCE_FOR_PROCESSING =
      dcm("121322", "Source image for image processing operation");
  public static final Code ARTIFICIAL_INTELLIGENCE = dcm("123110", "Artificial Intelligence");
  public static final Code ALGORITHM_NAME = dcm("111001", "Algorithm Name");
  public static final Code ALGORITHM_PARAMETERS = dcm("111002", "Algorithm Parameters");
  public static final Code ALGORITHM_VERSION = dcm("111003", "Algorithm Version");

  public static final Code IMAGING_MEASUREMENT_REPORT = dcm("126000", "Imaging Measurement Report");
  public static final Code LANGUAGE = dcm("121049", "Language of Content Item and Descendants");
  public static final Code ENGLISH = new Code("en-US", "RFC5646", "English (United States)");
  public static final Code OBSERVER_TYPE = dcm("121005", "Observer Type");
  public static final Code PERSON = dcm("121006", "Person");
  public static final Code DEVICE = dcm("121007", "Device");
  public static final Code PERSON_NAME = dcm("121008", "Person Observer Name");
  public static final Code DEVICE_UID = dcm("121012", "Device Observer UID");
  public static final Code DEVICE_NAME = dcm("121013", "Device Observer Name");
  public static final Code DEVICE_MANUFACTURER = dcm("121014", "Device Observer Manufacturer");
  public static final Code DEVICE_MODEL = dcm("121015", "Device Observer Model Name");
  public static final Code PROCEDURE_REPORTED = dcm("121058", "Procedure reported");
  public static final Code IMAGE_LIBRARY = dcm("111028", "Image Library");
  public static final Code IMAGE_LIBRARY_GROUP = dcm("126200", "Image Library Group");
  public static final Code MODALITY = dcm("121139", "Modality");
  public static final Code MAGNETIC_RESONANCE = dcm("MR", "Magnetic Resonance");
  public static final Code IMAGING_MEASUREMENTS = dcm("126010", "Imaging Measurements");
  public static final Code MEASUREMENT_GROUP = dcm("125007", "Measurement Group");
  public static final Code TRACKING_IDENTIFIER = dcm("112039", "Tracking Identifier");
  public static final Code TRACKING_UID = dcm("112040", "Tracking Unique Identifier");
  public static final Code SOURCE_OF_MEASUREMENT = dcm("121112", "Source of Measurement");
  public static final Code COMMENT = dcm("121106", "Comment");

  public static final Code MILLILITRE = ucum("ml", "milliliter");
  public static final Code PERCENT = ucum("%", "percent");
  public static final Code MILLILITRE_PER_M2 = ucum("ml/m2", "milliliter per square meter");
  public static final Code GRAM_PER_M2 = ucum("g/m2", "gram per square meter");
  public static final Code MILLILITRE_PER_SECOND = ucum("ml/s", "milliliter per second");
  public static final Code MILLISECOND = ucum("ms", "millisecond");
  public static final Code MILLIMETRE = ucum("mm", "millimeter");
  public static final Code RATIO = ucum("{ratio}", "ratio");
  public static final Code GRAM = ucum("g", "gram");
  public static final Code LITRE_PER_MINUTE = ucum("l/min", "liter per minute");
  public static final Code LITRE_PER_MINUTE_PER_M2 =
      ucum("l/min/m2", "liter per minute per square meter");
  public static final Code SQUARE_METRE = ucum("m2", "square meter");
  public static final Code BEATS_PER_MINUTE = ucum("{H.B.}/min", "heart beats per minute");

  private Codes() {}

  private static Code sct(String value, String meaning) {
    return new Code(value, "SCT", meaning);
  }

  private static Code ln(String value, String meaning) {
    return new Code(value, "LN", meaning);
  }

  private static Code dcm(String value, String meaning) {
    return new Code(value, "DCM", meaning);
  }

  private static Code ucum(String value, String meaning) {
    return new Code(value, "UCUM", meaning);
  }
}
