package ventricle.engine.dicom.deid;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;

/** Files that may show the patient in what this program does not look into: pixels, documents. */
final class Pictures {

  private static final Tag BURNED_IN = Tag.of("BurnedInAnnotation");
  private static final Tag DOCUMENT = Tag.of("EncapsulatedDocument");
  private static final Tag CONVERSION = Tag.of("ConversionType");

  /** Kinds of images that people and programs write upon. */
  private static final Set<String> MODALITIES =
      Set.of("US", "IVUS", "SC", "OT", "XC", "ES", "GM", "SM", "DOC", "SD", "DG", "ECG", "HC");

  private static final Set<String> CLASSES =
      Set.of(
          "1.2.840.10008.5.1.4.1.1.7",
          "1.2.840.10008.5.1.4.1.1.7.1",
          "1.2.840.10008.5.1.4.1.1.7.2",
          "1.2.840.10008.5.1.4.1.1.7.3",
          "1.2.840.10008.5.1.4.1.1.7.4",
          "1.2.840.10008.5.1.4.1.1.6.1",
          "1.2.840.10008.5.1.4.1.1.6.2",
          "1.2.840.10008.5.1.4.1.1.3.1");

  private static final String PHOTOGRAPHS = "1.2.840.10008.5.1.4.1.1.77.";

  private Pictures() {}

  /** Whether a file holds a document, which cannot be cleaned at all. */
  static boolean document(DataSet dataSet) {
    return dataSet.contains(DOCUMENT);
  }

  /** Why the pixels may show the patient's name; empty when nothing speaks for it. */
  static Optional<String> mayShowName(DataSet dataSet, boolean pixels) {
    String says = dataSet.string(BURNED_IN).orElse("").toUpperCase(Locale.ROOT);
    if (!pixels || says.equals("NO")) {
      return Optional.empty();
    }
    if (says.equals("YES")) {
      return Optional.of("it says that annotations are burnt into its pixels");
    }
    String kind = dataSet.string(Tags.SOP_CLASS_UID).orElse("");
    boolean captured =
        CLASSES.contains(kind)
            || kind.startsWith(PHOTOGRAPHS)
            || dataSet.string(CONVERSION).isPresent()
            || MODALITIES.contains(dataSet.string(Tags.MODALITY).orElse(""));
    return captured
        ? Optional.of("pictures of its kind often show the patient's name")
        : Optional.empty();
  }
}
