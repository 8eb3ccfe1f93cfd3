package ventricle.engine.dicom.deid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ventricle.engine.dicom.DataElement;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Dictionary;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Value;
import ventricle.engine.dicom.Vr;
import ventricle.engine.dicom.deid.DeidOptions.Dates;
import ventricle.engine.dicom.deid.Profile.Action;
import ventricle.engine.dicom.deid.Profile.Row;
import ventricle.engine.report.ReportContext;

/**
 * Takes the patient out of the data sets of one patient, those inside sequences included. What the
 * table allows more than one action for gets the one that leaves an object valid of which nothing
 * is known: a value that says nothing before an empty one, an empty one before none.
 *
 * <p>Stricter than the table: attributes that PS3.6 does not know go, names of persons are replaced
 * wherever they stand, and so is free text in structured reports, whose content stays otherwise
 * (option Clean Structured Content).
 */
final class Cleaner {

  private static final Tag TEXT_VALUE = Tag.of("TextValue");
  private static final Tag CONTENT = Tag.of("ContentSequence");
  private static final Tag VERIFIERS = Tag.of("VerifyingObserverSequence");
  private static final int HIGHEST_AGE = 90;
  private static final int DAY_LENGTH = 8;

  private final Profile profile;
  private final DeidOptions options;
  private final Pseudonyms pseudonyms;
  private final String patient;
  private final int shiftDays;
  private final Descriptors descriptors = Descriptors.ofOnePatient();

  /**
   * @param patient what the patient is called
   * @param shiftDays by how much dates move back
   */
  Cleaner(
      Profile profile, DeidOptions options, Pseudonyms pseudonyms, String patient, int shiftDays) {
    this.profile = profile;
    this.options = options;
    this.pseudonyms = pseudonyms;
    this.patient = patient;
    this.shiftDays = shiftDays;
  }

  /** A whole data set; not to be called by two threads at once. */
  DataSet clean(DataSet dataSet) {
    descriptors.learn(dataSet);
    return inside(dataSet);
  }

  private DataSet inside(DataSet dataSet) {
    DataSetBuilder builder = DataSet.builder();
    for (DataElement element : dataSet.elements()) {
      cleaned(element).ifPresent(builder::set);
    }
    return builder.build();
  }

  private Optional<DataElement> cleaned(DataElement e) {
    Tag tag = e.tag();
    boolean garbled = e.vr() == Vr.UN && Dictionary.standard().vr(tag) != Vr.UN;
    if (tag.isPrivate() || garbled || Dictionary.standard().byTag(tag).isEmpty()) {
      return Optional.empty();
    }
    if (tag.equals(Tags.PATIENT_NAME) || tag.equals(Tags.PATIENT_ID)) {
      return Optional.of(text(e, patient));
    }
    Optional<Row> row = profile.row(tag);
    return row.isPresent() ? listed(e, row.get()) : Optional.of(unlisted(e));
  }

  private Optional<DataElement> listed(DataElement e, Row row) {
    if (options.characteristics() && row.characteristics()) {
      return Optional.of(e.tag().equals(Tags.PATIENT_AGE) ? text(e, age(e)) : kept(e));
    }
    if (options.device() && row.device()) {
      return Optional.of(kept(e));
    }
    if (options.dates() == Dates.SHIFTED && row.dated()) {
      Optional<DataElement> moved = moved(e);
      if (moved.isPresent()) {
        return moved;
      }
    }
    if (e.vr() == Vr.SQ) {
      return sequence(e, row);
    }
    if (options.descriptors() && row.descriptor() && Descriptors.cleans(e.vr())) {
      Optional<String> left =
          e.value() instanceof Value.Text(String said)
              ? descriptors.cleaned(said)
              : Optional.empty();
      if (left.isPresent()) {
        return left.map(words -> text(e, words));
      }
    }
    if (row.allows(Action.U) || (e.vr() == Vr.UI && row.allows(Action.D))) {
      return Optional.of(uids(e));
    }
    if (row.allows(Action.D)) {
      return Optional.of(e.isEmpty() ? e : Dummies.of(e.tag(), e.vr()));
    }
    return row.allows(Action.Z) ? Optional.of(Dummies.empty(e.tag(), e.vr())) : Optional.empty();
  }

  private Optional<DataElement> sequence(DataElement e, Row row) {
    if (row.allows(Action.U) || e.tag().equals(CONTENT) || e.tag().equals(VERIFIERS)) {
      return Optional.of(kept(e));
    }
    if (row.allows(Action.Z)) {
      return Optional.of(Dummies.empty(e.tag(), Vr.SQ));
    }
    return row.allows(Action.X) ? Optional.empty() : Optional.of(Dummies.of(e.tag(), Vr.SQ));
  }

  private DataElement unlisted(DataElement e) {
    return switch (e.vr()) {
      case PN -> e.isEmpty() ? e : Dummies.of(e.tag(), Vr.PN);
      case DA, DT ->
          options.dates() == Dates.SHIFTED
              ? moved(e).orElseGet(() -> Dummies.empty(e.tag(), e.vr()))
              : Dummies.empty(e.tag(), e.vr());
      default -> e.tag().equals(TEXT_VALUE) && !warning(e) ? Dummies.of(e.tag(), e.vr()) : kept(e);
    };
  }

  /** What this program writes into every report of its own. */
  private static boolean warning(DataElement e) {
    return e.value().equals(new Value.Text(ReportContext.RESEARCH_USE));
  }

  /** The element as it is, but what lies inside it cleaned. */
  private DataElement kept(DataElement e) {
    return e.value() instanceof Value.Items(List<DataSet> items)
        ? new DataElement(
            e.tag(), e.vr(), new Value.Items(items.stream().map(this::inside).toList()))
        : e;
  }

  private DataElement uids(DataElement e) {
    return e.value() instanceof Value.Text(String all)
        ? text(
            e,
            Arrays.stream(all.split("\\\\", -1))
                .map(uid -> pseudonyms.uid(uid.strip()))
                .collect(Collectors.joining("\\")))
        : Dummies.empty(e.tag(), e.vr());
  }

  /** The dates of an element moved back; empty when one of its values is none. */
  private Optional<DataElement> moved(DataElement e) {
    if (e.vr() == Vr.TM || e.isEmpty()) {
      return Optional.of(e);
    }
    if (!(e.value() instanceof Value.Text(String all)) || (e.vr() != Vr.DA && e.vr() != Vr.DT)) {
      return Optional.empty();
    }
    List<String> moved = new ArrayList<>();
    for (String value : all.split("\\\\", -1)) {
      String written = value.strip();
      if (!written.matches(e.vr() == Vr.DA ? "\\d{8}" : "\\d{8}[\\d.+-]*")) {
        return Optional.empty();
      }
      try {
        LocalDate day =
            LocalDate.parse(written.substring(0, DAY_LENGTH), DateTimeFormatter.BASIC_ISO_DATE);
        moved.add(
            DateTimeFormatter.BASIC_ISO_DATE.format(day.minusDays(shiftDays))
                + written.substring(DAY_LENGTH));
      } catch (DateTimeException notADay) {
        return Optional.empty();
      }
    }
    return Optional.of(text(e, String.join("\\", moved)));
  }

  /** So few reach a great age that it would tell who they are. */
  private static String age(DataElement e) {
    String age = e.value() instanceof Value.Text(String text) ? text.strip() : "";
    return age.matches("\\d{3}Y") && Integer.parseInt(age.substring(0, 3)) > HIGHEST_AGE
        ? "%03dY".formatted(HIGHEST_AGE)
        : age.matches("\\d{3}[DWMY]") ? age : "";
  }

  private static DataElement text(DataElement e, String text) {
    return e.vr().isText()
        ? new DataElement(e.tag(), e.vr(), new Value.Text(text))
        : Dummies.empty(e.tag(), e.vr());
  }
}
