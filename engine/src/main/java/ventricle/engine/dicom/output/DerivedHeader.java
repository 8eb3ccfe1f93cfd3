package ventricle.engine.dicom.output;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.report.ReportContext;

/**
 * Patient, study, series, equipment and SOP common modules of an object made from a study: it
 * belongs to the same study in a series of its own.
 */
public final class DerivedHeader {

  private DerivedHeader() {}

  /**
   * A builder holding the modules.
   *
   * @param seriesNumber 1..2147483647
   */
  public static DataSetBuilder of(
      Study study,
      ReportContext context,
      String sopClassUid,
      String modality,
      int seriesNumber,
      String seriesDescription) {
    LocalDate date = context.at().toLocalDate();
    LocalTime time = context.at().toLocalTime().truncatedTo(ChronoUnit.SECONDS);
    DataSetBuilder b = DataSet.builder();
    patient(b, study.patient());
    b.set(Tags.STUDY_INSTANCE_UID, study.studyInstanceUid());
    text(b, Tags.STUDY_ID, study.studyId(), 16);
    text(b, Tags.ACCESSION_NUMBER, study.accessionNumber(), 16);
    text(b, Tags.STUDY_DESCRIPTION, study.description(), 64);
    b.setEmpty(Tags.STUDY_DATE).setEmpty(Tags.STUDY_TIME).setEmpty(Tags.REFERRING_PHYSICIAN_NAME);
    if (study.date() != null) {
      b.set(Tags.STUDY_DATE, study.date());
    }
    return b.set(Tags.SOP_CLASS_UID, sopClassUid)
        .set(Tags.SOP_INSTANCE_UID, Uids.generate())
        .set(Tags.SERIES_INSTANCE_UID, Uids.generate())
        .set(Tags.MODALITY, modality)
        .set(Tags.SERIES_NUMBER, seriesNumber)
        .set(Tags.SERIES_DESCRIPTION, seriesDescription)
        .set(Tags.INSTANCE_NUMBER, 1)
        .set(Tags.SERIES_DATE, date)
        .set(Tags.SERIES_TIME, time)
        .set(Tags.CONTENT_DATE, date)
        .set(Tags.CONTENT_TIME, time)
        .set(Tags.INSTANCE_CREATION_DATE, date)
        .set(Tags.INSTANCE_CREATION_TIME, time)
        .set(Tags.MANUFACTURER, ReportContext.SOFTWARE)
        .set(Tags.MANUFACTURER_MODEL_NAME, ReportContext.SOFTWARE)
        .set(Tags.DEVICE_SERIAL_NUMBER, "none")
        .set(Tags.SOFTWARE_VERSIONS, limited(context.softwareVersion(), 64));
  }

  /** The same text in, the same UID out; part of a study, so the study's UID belongs into it. */
  public static String stableUid(String studyInstanceUid, String what) {
    return Uids.of(
        UUID.nameUUIDFromBytes((studyInstanceUid + "/" + what).getBytes(StandardCharsets.UTF_8)));
  }

  /** A text that fits a value of limited length: no backslash, no control characters. */
  public static String limited(String text, int length) {
    String clean = text.replace('\\', '/').replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= length ? clean : clean.substring(0, length).strip();
  }

  private static void patient(DataSetBuilder b, Patient patient) {
    text(b, Tags.PATIENT_NAME, patient.name(), 64);
    text(b, Tags.PATIENT_ID, patient.id(), 64);
    b.setEmpty(Tags.PATIENT_BIRTH_DATE).setEmpty(Tags.PATIENT_SEX);
    if (patient.birthDate() != null) {
      b.set(Tags.PATIENT_BIRTH_DATE, patient.birthDate());
    }
    if (patient.sex() != null && patient.sex().matches("[MFO]")) {
      b.set(Tags.PATIENT_SEX, patient.sex());
    }
    if (patient.ageYears() != null && patient.ageYears() >= 1 && patient.ageYears() < 1000) {
      b.set(
          Tags.PATIENT_AGE,
          String.format(Locale.ROOT, "%03dY", (int) Math.floor(patient.ageYears())));
    }
    if (patient.heightMetres() != null) {
      b.set(Tags.PATIENT_SIZE, decimal(patient.heightMetres()));
    }
    if (patient.weightKg() != null) {
      b.set(Tags.PATIENT_WEIGHT, decimal(patient.weightKg()));
    }
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static void text(
      DataSetBuilder b, Tag tag, @org.jspecify.annotations.Nullable String value, int length) {
    if (value == null || value.isBlank()) {
      b.setEmpty(tag);
    } else {
      b.set(tag, limited(value, length));
    }
  }
}
