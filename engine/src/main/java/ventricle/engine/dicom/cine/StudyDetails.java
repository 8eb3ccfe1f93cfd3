package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study.Acquisition;

/** What a header says of the patient and the scanner; implausible values become notes. */
final class StudyDetails {

  private static final double MIN_HEIGHT_M = .4;
  private static final double MAX_HEIGHT_M = 2.3;
  private static final double MIN_WEIGHT_KG = 2;
  private static final double MAX_WEIGHT_KG = 300;

  private final DataSet data;
  private final List<Note> notes = new ArrayList<>();
  private final Patient patient;

  StudyDetails(DataSet data) {
    this.data = data;
    this.patient =
        new Patient(
            text(Tags.PATIENT_ID),
            text(Tags.PATIENT_NAME),
            data.string(Tags.PATIENT_SEX)
                .map(s -> s.substring(0, 1).toUpperCase(Locale.ROOT))
                .filter("MFO"::contains)
                .orElse(null),
            data.date(Tags.PATIENT_BIRTH_DATE).orElse(null),
            age(),
            within(Tags.PATIENT_SIZE, MIN_HEIGHT_M, MAX_HEIGHT_M, "implausible-height"),
            within(Tags.PATIENT_WEIGHT, MIN_WEIGHT_KG, MAX_WEIGHT_KG, "implausible-weight"));
  }

  Patient patient() {
    return patient;
  }

  List<Note> notes() {
    return notes;
  }

  Acquisition acquisition() {
    OptionalDouble tesla = data.number(Tags.MAGNETIC_FIELD_STRENGTH);
    return new Acquisition(
        text(Tags.MANUFACTURER),
        text(Tags.MANUFACTURER_MODEL_NAME),
        tesla.isPresent() && tesla.getAsDouble() > 0 ? tesla.getAsDouble() : null,
        data.string(Tags.SEQUENCE_NAME)
            .or(() -> data.string(Tags.PULSE_SEQUENCE_NAME))
            .orElse(null),
        text(Tags.INSTITUTION_NAME));
  }

  @Nullable String text(Tag tag) {
    return data.string(tag).orElse(null);
  }

  private @Nullable Double within(Tag tag, double least, double most, String implausible) {
    OptionalDouble value = data.number(tag);
    if (value.isEmpty() || value.getAsDouble() == 0) {
      return null;
    }
    if (value.getAsDouble() < least || value.getAsDouble() > most) {
      notes.add(Note.of(implausible, data.string(tag).orElse("")));
      return null;
    }
    return value.getAsDouble();
  }

  /** Patient's Age (0010,1010) such as 045Y, 011M; else from birth to study. */
  private @Nullable Double age() {
    Optional<Double> stated =
        data.string(Tags.PATIENT_AGE)
            .filter(a -> a.matches("\\d{1,3}[YMWD]"))
            .map(
                a ->
                    Integer.parseInt(a.substring(0, a.length() - 1))
                        / switch (a.charAt(a.length() - 1)) {
                          case 'Y' -> 1.;
                          case 'M' -> 12.;
                          case 'W' -> 52.18;
                          default -> 365.25;
                        });
    return stated
        .or(
            () ->
                data.date(Tags.PATIENT_BIRTH_DATE)
                    .flatMap(
                        born ->
                            data.date(Tags.STUDY_DATE)
                                .filter(study -> !study.isBefore(born))
                                .map(study -> (study.toEpochDay() - born.toEpochDay()) / 365.25)))
        .orElse(null);
  }
}
