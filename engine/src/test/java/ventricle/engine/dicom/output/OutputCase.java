package ventricle.engine.dicom.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.seg.Segmentation;
import ventricle.engine.dicom.sr.MeasurementReport;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.Measurements;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyState;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** A study with a document, of which every kind of DICOM object is made. */
record OutputCase(String name, Study study, ReviewDocument document, Measurements measurements) {

  static final String GREEK = "Παπαδοπούλου^Ελένη";
  static final String JAPANESE = "Yamada^Tarou=山田^太郎=やまだ^たろう";

  /** Studies of all the shapes that have been trouble somewhere. */
  static List<OutputCase> all() {
    Study single = named(SyntheticStudies.study(), GREEK);
    return List.of(
        synthetic("single frames, papillary muscle", single).withPapillary(),
        synthetic("multi-frame", named(SyntheticStudies.multiFrame(), JAPANESE)),
        synthetic("different matrix", SyntheticStudies.mixedMatrix()),
        oneSlice(single),
        twentySlices());
  }

  private static OutputCase synthetic(String name, Study study) {
    return new OutputCase(
        name,
        study,
        SyntheticStudies.document(study),
        SyntheticStudies.measurements(SyntheticStudies.coverage()));
  }

  private static Study named(Study study, String name) {
    return SyntheticStudies.withPatient(study, SyntheticStudies.patient(name));
  }

  private OutputCase withPapillary() {
    ContourKey key = ContourKey.of(2, SyntheticStudies.ED, Structure.LV_PAPILLARY);
    Tracing drawn = new Tracing(SyntheticStudies.circle(58, 52, 2.2), new Provenance.Manual("ada"));
    return new OutputCase(
        name,
        study,
        Edits.apply(document, new Edit.SetContour(key, drawn, Gesture.DRAW)).orThrow(),
        measurements);
  }

  /** Numbers of one slice are areas, so the report of one slice speaks of heart rate alone. */
  private static OutputCase oneSlice(Study whole) {
    CineStack all = whole.stack();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    all.frames()
        .forEach(
            (key, frame) -> {
              if (key.slice() == 2) {
                frames.put(new FrameKey(0, key.phase()), frame);
              }
            });
    CineStack one =
        new CineStack(
            all.description(),
            all.frameOfReferenceUid(),
            List.of(all.slice(2)),
            all.phases(),
            frames,
            all.phaseTimesMs(),
            all.rrMs(),
            List.of());
    TreeMap<ContourKey, Tracing> model = new TreeMap<>();
    SyntheticStudies.document(whole)
        .modelLayer()
        .forEach(
            (key, tracing) -> {
              if (key.frame().slice() == 2) {
                model.put(ContourKey.of(0, key.frame().phase(), key.structure()), tracing);
              }
            });
    return new OutputCase(
        "one slice",
        whole.withStack(one),
        document(whole.studyInstanceUid(), 1, all.phases(), model, 2, 5),
        SyntheticStudies.nothing());
  }

  private static OutputCase twentySlices() {
    PhantomStudy phantom =
        Phantom.generate(PhantomOptions.small(7).withSlices(20), Progress.NONE, new CancelToken());
    TreeMap<ContourKey, Tracing> model = new TreeMap<>();
    phantom
        .contours()
        .forEach(
            (key, contour) ->
                model.put(
                    key, new Tracing(contour, new Provenance.Model(SyntheticStudies.SEGMENTER))));
    CineStack stack = phantom.study().stack();
    return new OutputCase(
        "twenty slices, oblique",
        named(phantom.study(), JAPANESE),
        document(
            phantom.study().studyInstanceUid(),
            stack.sliceCount(),
            stack.phases(),
            model,
            phantom.truth().edPhase(),
            phantom.truth().esPhase()),
        SyntheticStudies.measurements());
  }

  private static ReviewDocument document(
      String uid, int slices, int phases, TreeMap<ContourKey, Tracing> model, int ed, int es) {
    Provenance detected = new Provenance.Model(SyntheticStudies.DETECTOR);
    return new ReviewDocument(
        uid,
        slices,
        phases,
        false,
        new PhaseMark(ed, detected),
        new PhaseMark(es, detected),
        null,
        model,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeSet<>(IntStream.range(0, phases).boxed().toList()),
        Set.of(SyntheticStudies.SEGMENTER, SyntheticStudies.DETECTOR),
        "cpu",
        StudyState.DRAFT);
  }

  @FunctionalInterface
  private interface Maker {
    DataSet make() throws IOException, OutputUnavailableException;
  }

  /** Writes every object that can be made of it, by file name. */
  Map<String, Path> write(Path folder) throws IOException {
    ReportContext context = SyntheticStudies.CONTEXT;
    Path pdf = Files.writeString(folder.resolve("report.pdf"), "%PDF-1.7 a report of odd size");
    Map<String, Maker> makers = new LinkedHashMap<>();
    for (Mark mark : Mark.values()) {
      makers.put("seg-" + mark, () -> Segmentation.of(study, document, mark, context));
      makers.put("key-" + mark, () -> KeyImages.of(study, document, mark, context));
      makers.put(
          "heat-" + mark,
          () ->
              KeyImages.of(
                  study,
                  document,
                  mark,
                  new Attention(new EvenAttention(), Structure.LV_ENDO),
                  context,
                  new CancelToken()));
    }
    makers.put("seg-first-phase", () -> Segmentation.of(study, document, 0, context));
    makers.put("sr", () -> MeasurementReport.of(study, document, measurements, context));
    makers.put("pdf", () -> EncapsulatedReport.of(study, document, pdf, context));
    Map<String, Path> files = new LinkedHashMap<>();
    for (Map.Entry<String, Maker> maker : makers.entrySet()) {
      try {
        Path file = folder.resolve(maker.getKey() + ".dcm");
        DicomWriter.write(file, maker.getValue().make());
        files.put(maker.getKey(), file);
      } catch (OutputUnavailableException e) {
        if (!maker.getKey().equals("sr") || study.stack().sliceCount() > 1) {
          throw new AssertionError(maker.getKey(), e);
        }
      }
    }
    return files;
  }

  @Override
  public String toString() {
    return name;
  }
}
