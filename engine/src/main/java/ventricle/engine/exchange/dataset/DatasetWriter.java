package ventricle.engine.exchange.dataset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.LabelVolumes;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReviewDocument;

/**
 * Writes an nnU-Net v2 dataset (MIC-DKFZ/nnUNet, documentation/dataset_format.md): {@code
 * imagesTr}, {@code labelsTr} and, last, {@code dataset.json}. Labels are 1 RV cavity, 2 LV
 * myocardium, 3 LV cavity. Beside each label volume lies {@code <case>.json} that says where it
 * comes from (schema {@value #PROVENANCE}). One study at a time, so that a large set needs the
 * memory of one.
 */
public final class DatasetWriter {

  public static final String PROVENANCE = "ventricle-ground-truth/1";

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ENDING = ".nii.gz";

  private final Path folder;
  private final Options options;
  private final TreeSet<String> written = new TreeSet<>();

  /**
   * @param name of the dataset, for people
   * @param allPhases whether every phase that is ready goes out, and not ED and ES alone
   * @param aiOnly whether volumes that no reader reviewed go out too, named so
   * @param program name and version of what writes it
   */
  public record Options(String name, boolean allPhases, boolean aiOnly, String program) {}

  /** What became of the volumes of one study. */
  public record Outcome(List<String> written, List<LeftOut> leftOut) {}

  /**
   * A volume that did not go out.
   *
   * @param volume case name, or the mark that is not set
   * @param cause one sentence
   */
  public record LeftOut(String volume, String cause) {}

  /**
   * @param folder the dataset's own, empty or not there yet
   */
  public DatasetWriter(Path folder, Options options) throws IOException {
    this.folder = folder;
    this.options = options;
    Files.createDirectories(folder.resolve("imagesTr"));
    Files.createDirectories(folder.resolve("labelsTr"));
  }

  /** Writes what is ready of one reading of a study. */
  public Outcome add(Study study, Reading reading) throws IOException {
    Study shown = study.turned(reading.document().flipped());
    List<String> done = new ArrayList<>();
    List<LeftOut> left = new ArrayList<>();
    for (int phase : phases(reading, left)) {
      switch (Truth.of(reading, phase)) {
        case Truth.Reviewed truth ->
            write(shown, truth.document(), phase, false, truth.origin(), done, left);
        case Truth.AiOnly truth when options.aiOnly() ->
            write(shown, truth.document(), phase, true, truth.origin(), done, left);
        case Truth.AiOnly truth ->
            leaveOut(shown, phase, "No reader has reviewed it; only a model has looked.", left);
        case Truth.NotReady(int p, String cause) -> {
          if (!options.allPhases() || reading.document().markAt(phase).isPresent()) {
            leaveOut(shown, phase, cause, left);
          }
        }
      }
    }
    return new Outcome(List.copyOf(done), List.copyOf(left));
  }

  /** Number of volumes so far. */
  public int size() {
    return written.size();
  }

  /** Writes {@code dataset.json}; the dataset is whole only now. */
  public void finish() throws IOException {
    ObjectNode json = NODES.objectNode();
    json.putObject("channel_names").put("0", "cine MRI");
    json.putObject("labels")
        .put("background", 0)
        .put("RV cavity", 1)
        .put("LV myocardium", 2)
        .put("LV cavity", 3);
    json.put("numTraining", written.size());
    json.put("file_ending", ENDING);
    json.put("name", options.name());
    json.put("description", "Short-axis cine MRI, one volume per phase, papillary in the cavity");
    json.put("release", options.program());
    JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve("dataset.json").toFile(), json);
  }

  private List<Integer> phases(Reading reading, List<LeftOut> left) {
    if (options.allPhases()) {
      return IntStream.range(0, reading.document().phaseCount()).boxed().toList();
    }
    TreeSet<Integer> phases = new TreeSet<>();
    for (Mark mark : Mark.values()) {
      PhaseMark set = reading.document().mark(mark);
      if (set == null) {
        left.add(new LeftOut(mark.name(), "The mark is not set."));
      } else {
        phases.add(set.phase());
      }
    }
    return List.copyOf(phases);
  }

  private void write(
      Study study,
      ReviewDocument document,
      int phase,
      boolean aiOnly,
      Truth.Origin origin,
      List<String> done,
      List<LeftOut> left)
      throws IOException {
    String name = CaseName.of(study, phase, aiOnly).text();
    if (!written.add(name)) {
      left.add(new LeftOut(name, "The same stack was given before."));
      return;
    }
    try {
      CineStack stack = study.stack();
      NiftiVolume labels = LabelVolumes.of(stack, document, phase);
      NiftiVolume image = PhaseImages.of(stack, phase);
      Nifti.write(
          folder.resolve("imagesTr").resolve(name + "_0000" + ENDING),
          image,
          Nifti.Storage.FLOAT32);
      Nifti.write(folder.resolve("labelsTr").resolve(name + ENDING), labels, Nifti.Storage.UINT8);
      JSON.writerWithDefaultPrettyPrinter()
          .writeValue(
              folder.resolve("labelsTr").resolve(name + ".json").toFile(),
              provenance(name, phase, aiOnly, origin));
      done.add(name);
    } catch (OutputUnavailableException e) {
      written.remove(name);
      left.add(new LeftOut(name, String.valueOf(e.getMessage())));
    }
  }

  private static void leaveOut(Study study, int phase, String cause, List<LeftOut> left) {
    left.add(new LeftOut(CaseName.of(study, phase, false).text(), cause));
  }

  private ObjectNode provenance(String name, int phase, boolean aiOnly, Truth.Origin origin) {
    ObjectNode json = NODES.objectNode();
    json.put("schema", PROVENANCE);
    json.put("case", name);
    json.put("phase", phase + 1);
    json.put("mark", origin.mark() == null ? null : origin.mark().name());
    json.put("kind", aiOnly ? "ai-only" : "reader");
    ArrayNode readers = json.putArray("readers");
    origin.readers().forEach(readers::add);
    json.put("reading", origin.id().reader());
    json.put("protocol", origin.id().protocol());
    json.put("session", origin.id().protocol() == null ? null : (Integer) origin.id().session());
    json.put("contours", origin.contours());
    json.put("confirmedAbsent", origin.absent());
    json.put("fractionEdited", aiOnly ? 0 : Math.rint(origin.fractionEdited() * 1e4) / 1e4);
    json.put("aiAssisted", origin.aiAssisted());
    ArrayNode models = json.putArray("models");
    origin.models().stream()
        .sorted(Comparator.comparing(ModelRef::role))
        .forEach(
            model ->
                models
                    .addObject()
                    .put("role", model.role())
                    .put("id", model.id())
                    .put("version", model.version())
                    .put("sha256", model.sha256()));
    json.put("activeSeconds", origin.activeSeconds());
    json.put("program", options.program());
    json.put("exportedUtc", Instant.now().toString());
    return json;
  }
}
