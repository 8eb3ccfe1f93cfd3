package ventricle.engine.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReaderEntry;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.ReviewState;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.SignedContent;

/**
 * A small made-up study whose ventricles are circles: 101 columns, so that a row of bits ends
 * inside a byte; oblique; ED is the third of eight phases and ES the sixth.
 */
public final class SyntheticStudies {

  public static final int ROWS = 96;
  public static final int COLUMNS = 101;
  public static final int SLICES = 6;
  public static final int PHASES = 8;
  public static final int ED = 2;
  public static final int ES = 5;
  public static final ModelRef SEGMENTER =
      new ModelRef("segment", "unet-sax", "1.0.0", "0123456789abcdef".repeat(4));
  public static final ModelRef DETECTOR =
      new ModelRef("phase", "edes", "0.9.1", "fedcba9876543210".repeat(4));
  public static final ReportContext CONTEXT =
      new ReportContext(
          "0.1.0", "Dr. Ada Reader", OffsetDateTime.parse("2026-11-21T10:15:30+01:00"));

  private static final double CENTRE_X = 55.3;
  private static final double CENTRE_Y = 47.8;

  private SyntheticStudies() {}

  public static Study study() {
    return study(false, ROWS);
  }

  /** All frames in one multi-frame instance. */
  public static Study multiFrame() {
    return study(true, ROWS);
  }

  /** The most apical slice has two rows fewer. */
  public static Study mixedMatrix() {
    return study(false, ROWS - 2);
  }

  private static Study study(boolean multiFrame, int lastRows) {
    Vector3 row = new Vector3(0.8, 0.6, 0);
    Vector3 column = new Vector3(0, 0, -1);
    Vector3 normal = row.cross(column);
    List<Slice> slices = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    for (int k = 0; k < SLICES; k++) {
      int rows = k == SLICES - 1 ? lastRows : ROWS;
      Vector3 position = new Vector3(-40, -30, 60).plus(normal.times(-10.0 * k));
      slices.add(
          new Slice(rows, COLUMNS, new PixelSpacing(1.5625, 1.5625), position, row, column, 8.0));
      for (int t = 0; t < PHASES; t++) {
        InstanceRef source =
            multiFrame
                ? new InstanceRef(
                    Uids.ENHANCED_MR_IMAGE_STORAGE, "1.2.3.9", "1.2.3", 1 + k * PHASES + t)
                : new InstanceRef(
                    Uids.MR_IMAGE_STORAGE,
                    "1.2.3." + (k + 1) + "." + (t + 1),
                    "1.2.3." + (k + 1),
                    1);
        frames.put(
            new FrameKey(k, t), new CineFrame(source, pixels(rows, k, t), t * 110.0, null, null));
      }
    }
    List<Double> times = new ArrayList<>();
    for (int t = 0; t < PHASES; t++) {
      times.add(t * 110.0);
    }
    CineStack stack =
        new CineStack("cine", "1.2.3.99", slices, PHASES, frames, times, 880.0, List.of());
    return new Study(
        "1.2.826.0.1.3680043.8.498.1",
        patient("Muster^Erika"),
        LocalDate.of(2026, 11, 20),
        "Cardiac MRI",
        "A-77",
        "S1",
        new Study.Acquisition("Siemens", "Aera", 1.5, "bSSFP cine", "General Hospital"),
        68.2,
        stack,
        List.of(),
        List.of());
  }

  public static Patient patient(String name) {
    return new Patient("P-0042", name, "F", LocalDate.of(1968, 3, 4), 58.7, 1.68, 64.0);
  }

  public static Study withPatient(Study s, Patient patient) {
    return with(s, s.studyInstanceUid(), patient, s.date());
  }

  /** The same images under another UID, of another person or of another day. */
  public static Study with(Study s, String uid, Patient patient, @Nullable LocalDate date) {
    return new Study(
        uid,
        patient,
        date,
        s.description(),
        s.accessionNumber(),
        s.studyId(),
        s.acquisition(),
        s.heartRateBpm(),
        s.stack(),
        s.otherStacks(),
        s.leftOut());
  }

  private static double endoRadius(int slice, int phase) {
    double filling = 0.5 - 0.5 * Math.cos(2 * Math.PI * (phase - ES) / PHASES);
    double largest = slice == SLICES - 1 ? 6 : 15 - slice;
    return largest * (0.72 + 0.28 * filling);
  }

  private static Pixels pixels(int rows, int slice, int phase) {
    short[] stored = new short[rows * COLUMNS];
    java.util.Random noise = new java.util.Random(slice * 100L + phase);
    double r = endoRadius(slice, phase);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < COLUMNS; x++) {
        double d = Math.hypot(x - CENTRE_X, y - CENTRE_Y);
        double right = Math.hypot((x - CENTRE_X + 30) / 1.1, (y - CENTRE_Y) / 1.7);
        double value = d < r ? 900 : d < r + 6 ? 260 : right < 12 ? 860 : 420;
        stored[y * COLUMNS + x] = (short) Math.max(0, value + 30 * noise.nextGaussian());
      }
    }
    return Pixels.unsigned(rows, COLUMNS, stored);
  }

  public static Contour circle(double x, double y, double r) {
    return ellipse(x, y, r, r);
  }

  private static Contour ellipse(double x, double y, double rx, double ry) {
    int n = 90;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      xs[i] = x + rx * Math.cos(2 * Math.PI * i / n);
      ys[i] = y + ry * Math.sin(2 * Math.PI * i / n);
    }
    return Contour.of(xs, ys);
  }

  /** Model contours in every slice and phase; a reader changed one, removed one, excluded one. */
  public static ReviewDocument document(Study study) {
    TreeMap<ContourKey, Tracing> model = new TreeMap<>();
    Provenance drawn = new Provenance.Model(SEGMENTER);
    for (int k = 0; k < SLICES; k++) {
      for (int t = 0; t < PHASES; t++) {
        double r = endoRadius(k, t);
        model.put(
            ContourKey.of(k, t, Structure.LV_ENDO),
            new Tracing(circle(CENTRE_X, CENTRE_Y, r), drawn));
        model.put(
            ContourKey.of(k, t, Structure.LV_EPI),
            new Tracing(circle(CENTRE_X, CENTRE_Y, r + 6), drawn));
        if (k < SLICES - 1) {
          model.put(
              ContourKey.of(k, t, Structure.RV_ENDO),
              new Tracing(ellipse(CENTRE_X - 30, CENTRE_Y, 9, 1.2 * r), drawn));
        }
      }
    }
    TreeMap<ContourKey, ReaderEntry> reader = new TreeMap<>();
    reader.put(
        ContourKey.of(1, ED, Structure.LV_ENDO),
        new ReaderEntry.Drawn(
            new Tracing(
                circle(CENTRE_X + 1 / 3.0, CENTRE_Y, 13.2),
                new Provenance.EditedModel(SEGMENTER, "ada"))));
    reader.put(ContourKey.of(0, ES, Structure.RV_ENDO), new ReaderEntry.Removed("ada"));
    TreeMap<ContourKey, ReviewState> states = new TreeMap<>();
    states.put(ContourKey.of(1, ED, Structure.LV_ENDO), new ReviewState.Contoured("ada"));
    states.put(ContourKey.of(0, ES, Structure.RV_ENDO), new ReviewState.ConfirmedAbsent("ada"));
    states.put(
        ContourKey.of(4, ES, Structure.RV_ENDO), new ReviewState.Excluded("ada", "flow artefact"));
    TreeSet<Integer> phases = new TreeSet<>();
    for (int t = 0; t < PHASES; t++) {
      phases.add(t);
    }
    return new ReviewDocument(
        study.studyInstanceUid(),
        SLICES,
        PHASES,
        false,
        new PhaseMark(ED, new Provenance.Model(DETECTOR)),
        new PhaseMark(ES, new Provenance.Manual("ada")),
        null,
        model,
        reader,
        states,
        phases,
        Set.of(SEGMENTER, DETECTOR),
        "cpu",
        StudyState.DRAFT);
  }

  /** The same document reviewed and signed by Ada on the morning of 28 November 2026. */
  public static ReviewDocument signed(Study study) {
    ReviewDocument now = document(study);
    ReviewDocument accepted =
        Edits.apply(
                now, ReviewProgress.acceptStudy(now, ReviewProgress.framesInUse(now), "ada").edit())
            .orThrow();
    ReviewDocument ready =
        Edits.apply(accepted, new Edit.SetStudyState(StudyState.READY, "ada")).orThrow();
    return Edits.apply(
            ready,
            SignedContent.sign(
                study,
                ready,
                measurements(),
                "ada",
                "Dr. Ada Reader",
                Instant.parse("2026-11-28T08:30:00Z")))
        .orThrow();
  }

  /** Numbers of a plausible heart; the flags are given. */
  public static Measurements measurements(Flag... flags) {
    return new Measurements(
        ED,
        ES,
        "cavity",
        new Measurements.LeftVentricle(133.612, 56.243, 77.369, 57.906, 5.2766, 105.71),
        new Measurements.RightVentricle(141.3, 72.8, 68.5, 48.478, 4.6717),
        new Measurements.Indexed(
            1.7282, "Mosteller", 77.31, 32.54, 44.77, 61.17, 3.053, 81.76, 42.12),
        new Measurements.VolumeCurve(
            List.of(0.0, 110.0, 220.0, 330.0, 440.0, 550.0, 660.0, 770.0),
            List.of(121.0, 130.5, 133.612, 104.2, 70.9, 56.243, 83.0, 109.7),
            List.of(130.0, 138.2, 141.3, 115.0, 84.1, 72.8, 95.2, 120.9)),
        true,
        List.of(flags));
  }

  /** The same numbers of a stack that covers the heart, so that they compare with normal ranges. */
  public static Measurements covering(Flag... flags) {
    Measurements m = measurements(flags);
    return new Measurements(
        m.edPhase(),
        m.esPhase(),
        m.papillary(),
        m.lv(),
        m.rv(),
        m.indexed(),
        m.curve(),
        false,
        m.flags());
  }

  /** The same numbers beside those of a second reading. */
  public static Measurements withSecond(Measurements m, Measurements.SecondVolumes second) {
    return new Measurements(
        m.edPhase(),
        m.esPhase(),
        m.papillary(),
        m.lv(),
        m.rv(),
        m.indexed(),
        m.curve(),
        m.coveredSlicesOnly(),
        m.flags(),
        second,
        m.regional(),
        m.dynamics());
  }

  /** A study of which nothing could be measured. */
  public static Measurements nothing(Flag... flags) {
    return new Measurements(
        null,
        null,
        "cavity",
        new Measurements.LeftVentricle(null, null, null, null, null, null),
        new Measurements.RightVentricle(null, null, null, null, null),
        new Measurements.Indexed(null, "Mosteller", null, null, null, null, null, null, null),
        new Measurements.VolumeCurve(null, null, null),
        false,
        List.of(flags));
  }

  public static Flag coverage() {
    return new Flag(
        "coverage-base",
        "The most basal slice is contoured: the stack may not cover the base.",
        new FrameKey(0, ED));
  }
}
