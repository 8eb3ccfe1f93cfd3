package ventricle.engine.exchange;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.dicom.output.Attention;
import ventricle.engine.domain.Study;
import ventricle.engine.files.Folders;
import ventricle.engine.measure.Measurements;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * Writes all results of a study into a folder. They are made in a folder of their own beside it and
 * moved in when all are there, so that nobody finds half a file; {@code measurements.json} comes
 * last. An output that cannot be made is named as missing and the others are written.
 *
 * @param parts which groups of files are wanted
 * @param attention what is burnt into key images with a heatmap; null where no model says it
 * @param force whether the folder may hold something; files of an earlier analysis there are
 *     replaced or, where this one lacks them, removed, and other files stay
 */
public record AnalysisExport(
    Study study,
    ReviewDocument document,
    Measurements measurements,
    Timings timings,
    ReportContext context,
    Path folder,
    Set<ExportPart> parts,
    @Nullable Attention attention,
    boolean force)
    implements Job<AnalysisExport.Result> {

  private static final Logger LOG = LoggerFactory.getLogger(AnalysisExport.class);

  static final String MEASUREMENTS = "measurements.json";

  public AnalysisExport {
    parts = Set.copyOf(parts);
  }

  /**
   * Writes the standard parts.
   *
   * @param pdf whether report.pdf is wanted
   */
  public AnalysisExport(
      Study study,
      ReviewDocument document,
      Measurements measurements,
      Timings timings,
      ReportContext context,
      Path folder,
      boolean pdf,
      boolean force) {
    this(
        study,
        document,
        measurements,
        timings,
        context,
        folder,
        ExportPart.STANDARD.stream()
            .filter(part -> pdf || part != ExportPart.REPORT)
            .collect(Collectors.toUnmodifiableSet()),
        null,
        force);
  }

  /** All files that are written unless something else is asked for. */
  public static final List<String> FILES =
      List.of(
          "contours.json",
          "report.pdf",
          "seg-ed.dcm",
          "seg-es.dcm",
          "sr.dcm",
          "report.dcm",
          "key-ed.dcm",
          "key-es.dcm",
          "labels_ed.nii.gz",
          "labels_es.nii.gz",
          MEASUREMENTS);

  /** Written for a signed study besides: what was signed, word for word. */
  public static final String SIGNED = "signed.json";

  /** Written when asked for; image volumes come one for each slice where one cannot hold all. */
  public static final List<String> ALSO =
      List.of(
          ImageVolumes.WHOLE,
          ImageJExport.ROIS,
          ImageJExport.STACK,
          "measurements.csv",
          "contours.csv");

  /** Key images at ED and ES with a heatmap, written when asked for. */
  public static final List<String> HEATMAPS =
      Stream.of(Mark.values()).map(AnalysisExport::heatmap).toList();

  /** The key image with a heatmap at a mark. */
  static String heatmap(Mark mark) {
    return "key-heatmap-" + mark.name().toLowerCase(Locale.ROOT) + ".dcm";
  }

  private static final List<String> EVERY =
      Stream.of(List.of(SIGNED), FILES, HEATMAPS, ALSO).flatMap(List::stream).toList();

  /** Images of one slice, or the segmentation of one phase. */
  private static final Pattern NUMBERED = Pattern.compile("images_s\\d+\\.nii\\.gz|seg-\\d+\\.dcm");

  /**
   * What was written and what was not.
   *
   * @param written what was signed, if it was, then in the order of {@link #FILES}
   */
  public record Result(List<Path> written, List<Missing> missing) {
    public Result {
      written = List.copyOf(written);
      missing = List.copyOf(missing);
    }

    /** Whether every output that was asked for is there. */
    public boolean complete() {
      return missing.isEmpty();
    }
  }

  /** An output that could not be made and why, in one sentence without patient data. */
  public record Missing(String file, String cause) {}

  /**
   * Says early whether results may go to a folder, before any work is done.
   *
   * @throws OutputFolderException when it is a file, or holds something without {@code force}
   */
  public static void check(Path folder, boolean force) throws IOException, OutputFolderException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new OutputFolderException(folder + ": is not a folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (!force && entries.findAny().isPresent()) {
        throw new OutputFolderException(folder + ": is not empty");
      }
    }
  }

  /**
   * @throws OutputFolderException as {@link #check}
   * @throws IOException when the folder cannot be written; what was there before is still there
   */
  @Override
  public Result run(Progress progress, CancelToken cancel)
      throws IOException, OutputFolderException {
    check(folder, force);
    Path target = folder.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw new OutputFolderException(folder + ": cannot be written to");
    }
    Files.createDirectories(parent);
    Path making = Files.createDirectory(parent.resolve(".ventricle-" + UUID.randomUUID()));
    try {
      List<Missing> missing = make(making, progress, cancel);
      cancel.throwIfCancelled();
      List<Path> written = moveInto(making, target);
      progress.report(1, "written");
      return new Result(written, missing);
    } finally {
      Folders.discard(making);
    }
  }

  private List<Missing> make(Path making, Progress progress, CancelToken cancel)
      throws IOException {
    List<Missing> missing = new ArrayList<>();
    List<AnalysisOutputs.Named> outputs =
        new AnalysisOutputs(this, cancel)
            .all().stream().filter(o -> parts.contains(ExportPart.of(o.file()))).toList();
    for (int i = 0; i < outputs.size(); i++) {
      cancel.throwIfCancelled();
      AnalysisOutputs.Named named = outputs.get(i);
      progress.report((double) i / outputs.size(), "writing " + named.file());
      try {
        named.output().write(making.resolve(named.file()));
      } catch (OutputUnavailableException e) {
        Files.deleteIfExists(making.resolve(named.file()));
        missing.add(new Missing(named.file(), String.valueOf(e.getMessage())));
        LOG.info("{} was not written: {}", named.file(), e.getMessage());
      }
    }
    return missing;
  }

  /** A folder that does not exist yet appears in one step, else the files one by one. */
  private static List<Path> moveInto(Path making, Path target) throws IOException {
    List<String> numbered = numbered(making);
    List<String> made =
        Stream.concat(EVERY.stream(), numbered.stream())
            .filter(f -> Files.exists(making.resolve(f)))
            .toList();
    if (!Files.exists(target)) {
      move(making, target);
    } else {
      Files.deleteIfExists(target.resolve(MEASUREMENTS));
      List<String> here = Stream.concat(numbered.stream(), numbered(target).stream()).toList();
      for (String file : Stream.concat(EVERY.stream(), here.stream().distinct()).toList()) {
        if (made.contains(file)) {
          move(making.resolve(file), target.resolve(file));
        } else {
          Files.deleteIfExists(target.resolve(file));
        }
      }
    }
    return made.stream().map(target::resolve).toList();
  }

  private static List<String> numbered(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(NUMBERED.asMatchPredicate())
          .sorted()
          .toList();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
