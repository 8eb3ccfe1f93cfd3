package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.dataset.CaseName;
import ventricle.engine.exchange.dataset.Predictions;
import ventricle.engine.exchange.incoming.Incoming;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.Readings;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.task.Progress;

/** {@code ventricle dataset import}: predictions of a trained network as a layer of their own. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes label volumes that a network predicted for volumes of an exported dataset.",
      "They become a layer of their own under the name given, to be compared with readers'."
    })
final class DatasetImportCommand implements Callable<Integer> {

  private static final String ENDING = ".nii.gz";

  private final Context context;

  @Parameters(index = "0", paramLabel = "PREDICTIONS", description = "folder of .nii.gz files")
  private Path predictions = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "PATH",
      arity = "1..*",
      description = "each a folder with one study")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "name of the layer (default: that of the folder)")
  private @Nullable String as;

  @Option(
      names = "--marks-of",
      paramLabel = "NAME",
      description = "reader whose ED and ES hold for it (default: you)")
  private String marksOf = System.getProperty("user.name");

  @Mixin private final DatabaseOption database = new DatabaseOption();

  DatasetImportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    AuditTrail audit = new AuditTrail(context, database);
    Map<String, Path> files = files();
    Readings readings = new Readings(context.userFolder().journals());
    Progress progress = context.console().progress();
    int taken = 0;
    boolean whole = true;
    for (int i = 0; i < paths.size(); i++) {
      context.cancel().throwIfCancelled();
      Progress part = progress.part((double) i / paths.size(), (i + 1.0) / paths.size());
      Study study = context.opening().study(List.of(paths.get(i)), part, context.cancel());
      SortedMap<String, Path> mine = new TreeMap<>(files);
      mine.keySet().removeIf(name -> !CaseName.parse(name).orElseThrow().isOf(study));
      if (mine.isEmpty()) {
        context.console().say("left out: " + paths.get(i) + ": no prediction is of this study");
      } else {
        List<AuditEvent> events = new ArrayList<>();
        Optional<String> refused = take(study, mine, readings, events);
        if (refused.isPresent()) {
          mine.keySet()
              .forEach(n -> context.console().say("left out: " + n + ": " + refused.get()));
          whole = false;
        } else {
          mine.keySet().forEach(context.console()::result);
          audit.note(StudyKey.of(study), events);
          taken += mine.size();
        }
      }
      files.keySet().removeAll(mine.keySet());
    }
    files.keySet().forEach(n -> context.console().say("left out: " + n + ": of no study named"));
    context.console().result(taken + " volumes as the layer of " + layer());
    return taken > 0 && whole && files.isEmpty() ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private Map<String, Path> files() throws IOException, UnusableInputException {
    if (!Files.isDirectory(predictions)) {
      throw new UnusableInputException(predictions.toString(), "is not a folder");
    }
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(predictions)) {
      for (Path file : all.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(ENDING)) {
          String bare = name.substring(0, name.length() - ENDING.length());
          CaseName.parse(bare).ifPresent(c -> files.put(bare, file));
        }
      }
    }
    if (files.isEmpty()) {
      throw new UnusableInputException(
          predictions.toString(), "holds no label volume of an exported dataset");
    }
    return files;
  }

  private String layer() {
    return as != null ? as : String.valueOf(predictions.toAbsolutePath().normalize().getFileName());
  }

  /**
   * Why the layer does not take them, in a sentence; empty when it has.
   *
   * @param events takes what the audit is to be told then
   */
  private Optional<String> take(
      Study study, SortedMap<String, Path> files, Readings readings, List<AuditEvent> events)
      throws UnusableInputException, StoreException, IOException {
    JournalKey key = JournalKey.of(study, ReadingId.of(layer()));
    try (ReviewSession session =
        ReviewSession.open(context.userFolder().create().journals(), key)) {
      Study shown = study.turned(session.document().flipped());
      for (Edit edit : edits(shown, session, files, readings, events)) {
        switch (session.apply(edit)) {
          case ReviewSession.Outcome.Saved saved -> {}
          case ReviewSession.Outcome.Unsaved(var after, var cause) -> throw cause;
          case ReviewSession.Outcome.Refused(var reason, var message) -> {
            return Optional.of(message);
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<Edit> edits(
      Study study,
      ReviewSession session,
      SortedMap<String, Path> files,
      Readings readings,
      List<AuditEvent> events)
      throws UnusableInputException, StoreException, IOException {
    SortedMap<ContourKey, Contour> contours = new TreeMap<>();
    List<Integer> phases = new ArrayList<>();
    for (Map.Entry<String, Path> entry : files.entrySet()) {
      int phase = CaseName.parse(entry.getKey()).orElseThrow().phase();
      SortedMap<ContourKey, Contour> predicted =
          Predictions.contours(
              entry.getKey() + ENDING, Nifti.read(entry.getValue()), study.stack(), phase);
      contours.putAll(predicted);
      events.add(
          new AuditEvent.Imported(
              Incoming.Format.LABELS.source(), predicted.size(), 0, Sha256.of(entry.getValue())));
      phases.add(phase);
    }
    List<Edit> edits = new ArrayList<>();
    session.document().readerLayer().keySet().stream()
        .filter(old -> phases.contains(old.frame().phase()) && !contours.containsKey(old))
        .forEach(old -> edits.add(new Edit.RemoveContour(old, layer())));
    contours.forEach(
        (at, contour) ->
            edits.add(
                new Edit.SetContour(
                    at, new Tracing(contour, new Provenance.Imported(layer())), Gesture.IMPORT)));
    Reading marks = readings.of(study, ReadingId.of(marksOf)).orElse(null);
    for (Mark mark : Mark.values()) {
      PhaseMark set = marks == null ? null : marks.document().mark(mark);
      if (set != null && phases.contains(set.phase())) {
        edits.add(new Edit.MoveMark(mark, set.phase(), marksOf));
      }
    }
    return edits;
  }
}
