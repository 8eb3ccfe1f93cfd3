package ventricle.engine.phantom;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Vector3;

/** The DICOM attributes that classic and Enhanced files of a phantom share. */
final class PhantomHeaders {

  static final double REPETITION_MS = 3.2;
  static final double ECHO_MS = 1.6;
  static final double FLIP_DEGREES = 60;
  static final LocalTime START = LocalTime.of(10, 0);
  static final String COMMENT = "Synthetic phantom. Not a patient.";

  private PhantomHeaders() {}

  /** A UID that follows from another and a name. */
  static String derived(String uid, String name) {
    return Uids.of(UUID.nameUUIDFromBytes((uid + "/" + name).getBytes(StandardCharsets.UTF_8)));
  }

  static LocalDate date(Study study) {
    LocalDate date = study.date();
    return date == null ? LocalDate.of(2026, 1, 1) : date;
  }

  static DataSetBuilder patientAndStudy(DataSetBuilder b, Study study) {
    Patient p = study.patient();
    text(b, Tags.PATIENT_NAME, p.name());
    text(b, Tags.PATIENT_ID, p.id());
    text(b, Tags.PATIENT_SEX, p.sex());
    LocalDate born = p.birthDate();
    if (born == null) {
      b.setEmpty(Tags.PATIENT_BIRTH_DATE);
    } else {
      b.set(Tags.PATIENT_BIRTH_DATE, born);
    }
    Double age = p.ageYears();
    if (age != null) {
      b.set(Tags.PATIENT_AGE, "%03dY".formatted(age.intValue()));
    }
    Double height = p.heightMetres();
    if (height != null) {
      b.set(Tags.PATIENT_SIZE, height.doubleValue());
    }
    Double weight = p.weightKg();
    if (weight != null) {
      b.set(Tags.PATIENT_WEIGHT, weight.doubleValue());
    }
    return b.set(Tags.STUDY_INSTANCE_UID, study.studyInstanceUid())
        .set(Tags.STUDY_DATE, date(study))
        .set(Tags.STUDY_TIME, START)
        .set(Tags.SERIES_DATE, date(study))
        .set(Tags.SERIES_TIME, START)
        .set(Tags.CONTENT_DATE, date(study))
        .set(
            Tags.ACCESSION_NUMBER,
            "PH" + Math.floorMod(study.studyInstanceUid().hashCode(), 1_000_000))
        .setEmpty(Tags.REFERRING_PHYSICIAN_NAME)
        .set(Tags.STUDY_DESCRIPTION, study.description())
        .set(Tags.STUDY_ID, Optional.ofNullable(study.studyId()).orElse("1"))
        .set(Tags.MODALITY, "MR")
        .set(Tags.BODY_PART_EXAMINED, "HEART")
        .set(Tags.PATIENT_POSITION, "HFS")
        .set(Tag.of("ImageComments"), COMMENT);
  }

  static DataSetBuilder device(DataSetBuilder b, PhantomSeries series) {
    Study.Acquisition a = series.study().acquisition();
    text(b, Tags.MANUFACTURER, a.manufacturer());
    text(b, Tags.MANUFACTURER_MODEL_NAME, a.modelName());
    return b.set(Tags.DEVICE_SERIAL_NUMBER, "0")
        .set(Tags.SOFTWARE_VERSIONS, "phantom 1")
        .set(Tags.PROTOCOL_NAME, series.protocol());
  }

  static DataSetBuilder frameOfReference(DataSetBuilder b, CineStack stack) {
    String uid = stack.frameOfReferenceUid();
    return b.set(Tags.FRAME_OF_REFERENCE_UID, uid == null ? Uids.generate() : uid)
        .setEmpty(Tags.POSITION_REFERENCE_INDICATOR);
  }

  static DataSetBuilder pixelFormat(DataSetBuilder b, Pixels pixels) {
    return b.set(Tags.SAMPLES_PER_PIXEL, 1)
        .set(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .set(Tags.ROWS, pixels.rows())
        .set(Tags.COLUMNS, pixels.columns())
        .set(Tags.BITS_ALLOCATED, 16)
        .set(Tags.BITS_STORED, 12)
        .set(Tags.HIGH_BIT, 11)
        .set(Tags.PIXEL_REPRESENTATION, 0);
  }

  static DataSetBuilder window(DataSetBuilder b, CineFrame frame) {
    Double center = frame.windowCenter();
    Double width = frame.windowWidth();
    if (center != null && width != null) {
      b.set(Tags.WINDOW_CENTER, center.doubleValue()).set(Tags.WINDOW_WIDTH, width.doubleValue());
    }
    return b;
  }

  static double[] position(Slice slice) {
    Vector3 p = slice.position();
    return new double[] {p.x(), p.y(), p.z()};
  }

  static double[] orientation(Slice slice) {
    Vector3 r = slice.rowDirection();
    Vector3 c = slice.columnDirection();
    return new double[] {r.x(), r.y(), r.z(), c.x(), c.y(), c.z()};
  }

  static double[] spacing(Slice slice) {
    @Nullable PixelSpacing s = slice.spacing();
    return s == null ? new double[] {1, 1} : new double[] {s.row(), s.column()};
  }

  static double thickness(Slice slice) {
    Double thickness = slice.thicknessMm();
    return thickness == null ? 8 : thickness;
  }

  /** Distance of the first two slices, mm; the thickness of a single one. */
  static double distance(CineStack stack) {
    if (stack.sliceCount() < 2) {
      return thickness(stack.slice(0));
    }
    Vector3 step = stack.slice(1).position().minus(stack.slice(0).position());
    return Math.rint(step.length() * 1e6) / 1e6;
  }

  static double rr(CineStack stack) {
    Double rr = stack.rrMs();
    return rr == null ? 1000 : rr;
  }

  private static void text(DataSetBuilder b, Tag tag, @Nullable String value) {
    if (value == null) {
      b.setEmpty(tag);
    } else {
      b.set(tag, value);
    }
  }
}
