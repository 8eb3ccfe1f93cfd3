package ventricle.engine.dicom.deid;

import java.util.ArrayList;
import java.util.List;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.deid.DeidOptions.Dates;
import ventricle.engine.dicom.output.Code;

/** What says in a file that the patient was taken out of it, and how (PS3.15 section E.1.1). */
final class Marks {

  private static final Tag REMOVED = Tag.of("PatientIdentityRemoved");
  private static final Tag METHOD = Tag.of("DeidentificationMethod");
  private static final Tag METHOD_CODES = Tag.of("DeidentificationMethodCodeSequence");
  private static final Tag LONGITUDINAL = Tag.of("LongitudinalTemporalInformationModified");
  private static final Tag CONTENT = Tag.of("ContentSequence");

  private Marks() {}

  /**
   * @param program name and version
   */
  static DataSet on(DataSet cleaned, DeidOptions options, String program) {
    boolean shifted = options.dates() == Dates.SHIFTED;
    return cleaned.toBuilder()
        .set(REMOVED, "YES")
        .set(METHOD, "PS3.15 2026c Basic Application Confidentiality Profile", program)
        .set(METHOD_CODES, codes(options, cleaned.contains(CONTENT)))
        .set(LONGITUDINAL, shifted ? "MODIFIED" : "REMOVED")
        .build();
  }

  /** Codes of CID 7050. */
  private static List<DataSet> codes(DeidOptions options, boolean structured) {
    List<DataSet> codes = new ArrayList<>();
    codes.add(code("113100", "Basic Application Confidentiality Profile"));
    if (structured) {
      codes.add(code("113104", "Clean Structured Content Option"));
    }
    if (options.descriptors()) {
      codes.add(code("113105", "Clean Descriptors Option"));
    }
    if (options.dates() == Dates.SHIFTED) {
      codes.add(code("113107", "Retain Longitudinal Temporal Information Modified Dates Option"));
    }
    if (options.characteristics()) {
      codes.add(code("113108", "Retain Patient Characteristics Option"));
    }
    if (options.device()) {
      codes.add(code("113109", "Retain Device Identity Option"));
    }
    return codes;
  }

  private static DataSet code(String value, String meaning) {
    return new Code(value, "DCM", meaning).item();
  }
}
