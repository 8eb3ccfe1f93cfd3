package ventricle.engine.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.inference.djl.DjlRuntime;
import ventricle.engine.measure.MeasureSettings;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * Runs the analysis on {@code data/studies} and prints per study: ED and ES found and true
 * (1-based), 3-D Dice of LV cavity, myocardium and RV at the true ED and ES, and wall times; then
 * all phases, with flags and the time of one heatmap of each kind. At the end network time per
 * slice on the last study's frames. Arguments: models' folder, studies' folder.
 */
public final class StudyBenchmark {

  private StudyBenchmark() {}

  public static void main(String[] args) throws Exception {
    int threads = DjlRuntime.batchThreads();
    DjlRuntime runtime = DjlRuntime.start(new Device.Cpu(), threads);
    ModelRepository repository = ModelRepository.of(List.of(Path.of(args[0])));
    try (Models models = Models.open(repository, runtime, Models.Options.DEFAULT);
        var folders = Files.list(Path.of(args[1]))) {
      CineStack last = null;
      for (Path folder : folders.sorted().toList()) {
        last = StudyReader.read(List.of(folder), Progress.NONE, new CancelToken()).stack();
        study(models, folder, last);
      }
      if (last != null) {
        network(repository, runtime, last);
      }
    }
  }

  private static void study(Models models, Path folder, CineStack stack) throws Exception {
    JsonNode truth = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
    long start = System.nanoTime();
    AnalysisOutcome.Analysed outcome =
        (AnalysisOutcome.Analysed)
            new StudyAnalysis(models, stack, new AnalysisScope.EdEs())
                .run(Progress.NONE, new CancelToken());
    double total = (System.nanoTime() - start) / 1e6;
    DetectedPhases found = outcome.run().detected();
    int ed = truth.get("ed_phase").asInt() - 1;
    int es = truth.get("es_phase").asInt() - 1;
    SortedMap<ContourKey, Tracing> drawn =
        ((AnalysisOutcome.Analysed)
                new StudyAnalysis(models, stack, new AnalysisScope.Chosen(Set.of(ed, es)))
                    .run(Progress.NONE, new CancelToken()))
            .run()
            .contours();
    System.out.printf(
        Locale.ROOT,
        "%s: ED %d (true %d) ES %d (true %d); %s; phase %d ms, segment %d ms, total %.0f ms; %s%n",
        folder.getFileName(),
        found == null ? 0 : found.edPhase() + 1,
        ed + 1,
        found == null ? 0 : found.esPhase() + 1,
        es + 1,
        dice(folder, stack, drawn, ed, es),
        outcome.timings().phaseMs(),
        outcome.timings().segmentMs(),
        total,
        outcome.notes());
    everyPhase(models, stack);
  }

  /** Wall time of all phases, and what the models say of each other and of themselves there. */
  private static void everyPhase(Models models, CineStack stack) throws Exception {
    long start = System.nanoTime();
    AnalysisOutcome.Analysed all =
        (AnalysisOutcome.Analysed)
            new StudyAnalysis(models, stack, new AnalysisScope.AllPhases())
                .run(Progress.NONE, new CancelToken());
    double total = (System.nanoTime() - start) / 1e6;
    ReviewDocument document =
        Edits.apply(ReviewDocument.blank("1", stack.sliceCount(), stack.phases()), all.run())
            .orThrow();
    Measurements m =
        Measurer.measure(stack, document, null, Patient.UNKNOWN, MeasureSettings.DEFAULT);
    System.out.printf(
        Locale.ROOT,
        "  %d x %d frames: all phases %.0f ms; contours %s; second %s; mean confidence %.3f%n",
        stack.sliceCount(),
        stack.phases(),
        total,
        m.lv(),
        m.second(),
        all.run().contours().values().stream()
            .flatMap(t -> t.confidence().stream())
            .mapToDouble(c -> c)
            .average()
            .orElse(Double.NaN));
    m.flags().forEach(flag -> System.out.println("    " + flag.code() + ": " + flag.message()));
    for (Explainer explainer : models.explainers()) {
      FrameKey frame = new FrameKey(stack.sliceCount() / 2, 1);
      long before = System.nanoTime();
      explainer.explain(stack, frame, Structure.LV_ENDO, new CancelToken());
      System.out.printf(
          Locale.ROOT,
          "    %s: %.0f ms%n",
          explainer.source().id(),
          (System.nanoTime() - before) / 1e6);
    }
  }

  private static String dice(
      Path folder, CineStack stack, SortedMap<ContourKey, Tracing> drawn, int ed, int es)
      throws IOException {
    StringBuilder text = new StringBuilder("Dice");
    for (int mark = 0; mark < 2; mark++) {
      int phase = mark == 0 ? ed : es;
      byte[][] labels = labels(folder.resolve(mark == 0 ? "labels_ed.nii.gz" : "labels_es.nii.gz"));
      byte[][][] both = {labels, labels};
      SortedMap<ContourKey, Tracing> moved = new TreeMap<>();
      drawn.forEach(
          (key, tracing) -> {
            if (key.frame().phase() == phase) {
              moved.put(ContourKey.of(key.frame().slice(), 0, key.structure()), tracing);
            }
          });
      EdEsCase heart = new EdEsCase("", "", "", stack, both);
      text.append(mark == 0 ? " ED" : " ES");
      for (byte label = 3; label >= 1; label--) {
        text.append(String.format(Locale.ROOT, " %.3f", heart.dice(moved, 0, label)));
      }
    }
    return text.toString();
  }

  /** Labels per slice, row by row, of a NIfTI file whose axes are column, row, slice. */
  private static byte[][] labels(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      ByteBuffer all = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int columns = all.getShort(42);
      int rows = all.getShort(44);
      int slices = all.getShort(46);
      int bytes = all.getShort(72) / 8;
      int at = (int) all.getFloat(108);
      byte[][] labels = new byte[slices][rows * columns];
      for (int z = 0; z < slices; z++) {
        for (int i = 0; i < rows * columns; i++) {
          labels[z][i] = all.get(at + (z * rows * columns + i) * bytes);
        }
      }
      return labels;
    }
  }

  private static void network(ModelRepository repository, DjlRuntime runtime, CineStack stack)
      throws InferenceException {
    InstalledModel model = repository.select(ModelRole.SEGMENT, null).orElseThrow();
    int side = model.card().input().rows();
    int batch = 4;
    float[] values = new float[batch * side * side];
    float[] image =
        FrameCrop.of(
                stack.frame(new FrameKey(stack.sliceCount() / 2, 0)).orElseThrow(),
                FrameCrop.grid(
                    model.card().input(), stack.slice(0), SlicePlane.middle(stack.slice(0))))
            .values();
    for (int i = 0; i < values.length; i++) {
      values[i] = image[i % image.length] / 255;
    }
    Map<String, Tensor> in =
        Map.of(
            "image", new Tensor(values, batch, 1, side, side),
            "cam_class", new Tensor(new float[4], 4));
    try (Network network = runtime.open(model)) {
      for (int i = 0; i < 5; i++) {
        network.run(in);
      }
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 30; i++) {
        long start = System.nanoTime();
        network.run(in);
        best = Math.min(best, System.nanoTime() - start);
      }
      System.out.printf(
          Locale.ROOT,
          "network: %.2f ms a slice (best of 30 batches of %d, %s)%n",
          best / 1e6 / batch,
          batch,
          runtime.device().description());
    }
  }
}
