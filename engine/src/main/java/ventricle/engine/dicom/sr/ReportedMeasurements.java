package ventricle.engine.dicom.sr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.domain.UnusableInputException;

/**
 * The measurements of a structured report, whoever wrote it: every number below its root, and coded
 * evaluations in measurement groups (TID 1500, 1501, and trees built alike).
 *
 * @param title of the document
 * @param madeBy manufacturer and model of what wrote it; may be empty
 * @param date of the content, null when absent
 * @param verified whether it says that a person verified it
 * @param measurements in the order of the document
 */
public record ReportedMeasurements(
    String title,
    String madeBy,
    @Nullable LocalDate date,
    boolean verified,
    List<ReportedMeasurement> measurements) {

  private static final Tag CONTENT = Tag.of("ContentSequence");
  private static final Tag NAME = Tag.of("ConceptNameCodeSequence");
  private static final int MOST_LEVELS = 64;

  /** Enhanced, Comprehensive, Comprehensive 3D and Extensible SR. */
  private static final Set<String> CLASSES =
      Set.of(
          "1.2.840.10008.5.1.4.1.1.88.22",
          "1.2.840.10008.5.1.4.1.1.88.33",
          "1.2.840.10008.5.1.4.1.1.88.34",
          "1.2.840.10008.5.1.4.1.1.88.35");

  private static final Code OLD_FINDING_SITE = new Code("G-C0E3", "SRT", "Finding Site");

  public ReportedMeasurements {
    measurements = List.copyOf(measurements);
  }

  /** Whether a file says that it is a report that may hold measurements. */
  public static boolean isOne(DataSet data) {
    return CLASSES.contains(data.string(Tags.SOP_CLASS_UID).orElse(""));
  }

  /**
   * Reads a report.
   *
   * @throws UnusableInputException when it is none
   */
  public static ReportedMeasurements read(DicomFile file) throws UnusableInputException {
    DataSet data = file.dataSet();
    if (!isOne(data)) {
      throw new UnusableInputException(file.name(), "is not a structured report of measurements");
    }
    String title = Code.in(data, NAME).map(Code::meaning).orElse("");
    List<ReportedMeasurement> found = new ArrayList<>();
    walk(data, new Group(title, null, false), found, 0);
    String maker = data.string(Tags.MANUFACTURER).orElse("");
    String model = data.string(Tags.MANUFACTURER_MODEL_NAME).orElse("");
    return new ReportedMeasurements(
        title,
        (model.startsWith(maker) ? model : maker + " " + model).strip(),
        data.date(Tags.CONTENT_DATE).orElse(null),
        data.string(Tag.of("VerificationFlag")).orElse("").equals("VERIFIED"),
        found);
  }

  private record Group(String name, @Nullable Code site, boolean measured) {}

  private static void walk(
      DataSet parent, Group group, List<ReportedMeasurement> found, int level) {
    if (level > MOST_LEVELS) {
      return;
    }
    for (DataSet item : parent.items(CONTENT)) {
      Optional<Code> name = Code.in(item, NAME);
      switch (item.string(Tag.of("ValueType")).orElse("")) {
        case "CONTAINER" -> walk(item, group(item, name.orElse(null), group), found, level + 1);
        case "NUM" -> {
          name.ifPresent(n -> found.add(number(item, n, group)));
          walk(item, group, found, level + 1);
        }
        case "CODE" -> {
          boolean evaluation =
              group.measured()
                  && item.string(Tag.of("RelationshipType")).orElse("").equals("CONTAINS");
          if (evaluation && name.isPresent()) {
            Code.in(item, Tag.of("ConceptCodeSequence"))
                .ifPresent(value -> found.add(evaluation(item, name.get(), value, group)));
          }
        }
        default -> {}
      }
    }
  }

  private static Group group(DataSet container, @Nullable Code name, Group outer) {
    String tracking = "";
    Code site = outer.site();
    for (DataSet item : container.items(CONTENT)) {
      Code concept = Code.in(item, NAME).orElse(null);
      if (concept == null) {
        continue;
      }
      if (concept.same(Codes.TRACKING_IDENTIFIER)) {
        tracking = item.string(Tag.of("TextValue")).orElse("");
      } else if (isSite(concept)) {
        site = Code.in(item, Tag.of("ConceptCodeSequence")).orElse(site);
      }
    }
    String called = tracking.isEmpty() && name != null ? name.meaning() : tracking;
    boolean measured = (name != null && name.same(Codes.MEASUREMENT_GROUP)) || outer.measured();
    return new Group(called.isEmpty() ? outer.name() : called, site, measured);
  }

  private static boolean isSite(Code concept) {
    return concept.same(Codes.FINDING_SITE) || concept.same(OLD_FINDING_SITE);
  }

  private static ReportedMeasurement number(DataSet item, Code name, Group group) {
    DataSet value = item.item(Tag.of("MeasuredValueSequence")).orElse(DataSet.EMPTY);
    OptionalDouble number = value.number(Tag.of("NumericValue"));
    return new ReportedMeasurement(
        group.name(),
        site(item).orElse(group.site()),
        name,
        value.string(Tag.of("NumericValue")).orElse(""),
        number.isPresent() ? (Double) number.getAsDouble() : null,
        Code.in(value, Tag.of("MeasurementUnitsCodeSequence")).orElse(null),
        modifiers(item));
  }

  private static ReportedMeasurement evaluation(DataSet item, Code name, Code value, Group group) {
    return new ReportedMeasurement(
        group.name(),
        site(item).orElse(group.site()),
        name,
        value.meaning(),
        null,
        null,
        modifiers(item));
  }

  private static Optional<Code> site(DataSet item) {
    return item.items(CONTENT).stream()
        .filter(child -> Code.in(child, NAME).map(ReportedMeasurements::isSite).orElse(false))
        .findFirst()
        .flatMap(child -> Code.in(child, Tag.of("ConceptCodeSequence")));
  }

  private static List<ReportedMeasurement.Modifier> modifiers(DataSet item) {
    List<ReportedMeasurement.Modifier> modifiers = new ArrayList<>();
    for (DataSet child : item.items(CONTENT)) {
      Optional<Code> name = Code.in(child, NAME);
      Optional<Code> value = Code.in(child, Tag.of("ConceptCodeSequence"));
      if (name.isPresent() && value.isPresent() && !isSite(name.get())) {
        modifiers.add(new ReportedMeasurement.Modifier(name.get(), value.get()));
      }
    }
    return modifiers;
  }

  /** Hides what the report says. */
  @Override
  public String toString() {
    return "ReportedMeasurements[" + measurements.size() + "]";
  }
}
