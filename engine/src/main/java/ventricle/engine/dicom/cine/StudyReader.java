package ventricle.engine.dicom.cine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.cine.InputFiles.InputFile;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Study.LeftOut;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * Reads folders and files into a study: headers of all files first, then the pixels of the images
 * that make a stack, on all cores. File names play no part. What cannot be used is listed in {@link
 * Study#leftOut()}; of several studies the one with the largest stack is taken.
 */
public final class StudyReader {

  private static final Logger LOG = LoggerFactory.getLogger(StudyReader.class);
  private static final double HEADER_PART = .4;

  /** What became of a file. */
  private sealed interface Outcome {
    record Images(List<FrameHeader> frames) implements Outcome {}

    /**
     * @param piece what it is of what lies beside images, null for none of it
     */
    record Unused(LeftOut file, String series, StudyObjects.@Nullable Piece piece)
        implements Outcome {}
  }

  /** A study, and what lies beside its images; every file was opened once for both. */
  public record Found(Study study, StudyObjects beside) {

    /** Without anything beside it. */
    public static Found alone(Study study) {
      return new Found(study, StudyObjects.NONE);
    }
  }

  private StudyReader() {}

  /** The same as {@link #read} as a job. */
  public static Job<Study> job(List<Path> paths) {
    List<Path> copy = List.copyOf(paths);
    return (progress, cancel) -> read(copy, progress, cancel);
  }

  /**
   * @param paths folders, searched with what lies below, and files
   * @throws UnusableInputException when no stack with cardiac phases can be read; the message names
   *     the file and the cause
   * @throws CancelledException when cancelled
   */
  public static Study read(List<Path> paths, Progress progress, CancelToken cancel)
      throws UnusableInputException {
    return look(paths, progress, cancel).study();
  }

  /** The same with the segmentations and structured reports of the study. */
  public static Found look(List<Path> paths, Progress progress, CancelToken cancel)
      throws UnusableInputException {
    String input = paths.isEmpty() ? "input" : InputFiles.name(paths.getFirst());
    InputFiles found = InputFiles.below(paths, cancel);
    if (found.files().isEmpty()) {
      throw new UnusableInputException(
          input, found.unreadable().isEmpty() ? "no files in it" : "cannot be read");
    }
    LeftOutFiles leftOut = new LeftOutFiles(found.unreadable());
    List<FrameHeader> images = new ArrayList<>();
    List<StudyObjects.Piece> pieces = new ArrayList<>();
    for (Outcome outcome :
        Parallel.map(
            found.files(),
            StudyReader::header,
            "reading headers",
            progress.part(0, HEADER_PART),
            cancel)) {
      switch (outcome) {
        case Outcome.Images(List<FrameHeader> frames) -> images.addAll(frames);
        case Outcome.Unused(LeftOut file, String series, StudyObjects.@Nullable Piece piece) -> {
          leftOut.add(file, series);
          if (piece != null) {
            pieces.add(piece);
          }
        }
      }
    }
    List<FrameHeader> distinct = withoutCopies(images, leftOut);
    if (distinct.isEmpty()) {
      throw leftOut.nothingUsable(input, found.files().size());
    }
    Chosen chosen = choose(distinct, leftOut, input);
    FrameLoader loader =
        new FrameLoader(chosen.stacks, leftOut, progress.part(HEADER_PART, 1), cancel);
    List<CineStack> stacks = loader.load(input);
    LOG.info(
        "read {} files: {} stacks, the proposed one of {} slices and {} phases",
        found.files().size(),
        stacks.size(),
        stacks.getFirst().sliceCount(),
        stacks.getFirst().phases());
    return new Found(
        study(chosen, stacks, leftOut.list()), StudyObjects.of(pieces, chosen.studyUid()));
  }

  private record Chosen(String studyUid, List<StackPlan> stacks) {}

  private static Outcome header(InputFile file) {
    try {
      var dicom = DicomReader.open(file.path(), file.label());
      String series = dicom.dataSet().string(Tags.SERIES_INSTANCE_UID).orElse("");
      var against = CandidateRules.reasonAgainst(dicom);
      if (against.isPresent()) {
        return new Outcome.Unused(
            new LeftOut(file.label(), against.get()),
            series,
            StudyObjects.piece(file.path(), dicom));
      }
      return new Outcome.Images(FrameHeaders.of(new ImageFile(file.label(), dicom)));
    } catch (UnusableInputException e) {
      return new Outcome.Unused(LeftOutFiles.entry(file.label(), e), "", null);
    }
  }

  private static List<FrameHeader> withoutCopies(List<FrameHeader> images, LeftOutFiles leftOut) {
    Map<String, FrameHeader> first = new LinkedHashMap<>();
    for (FrameHeader image : images) {
      String key = image.source().sopInstanceUid() + " " + image.frame();
      FrameHeader earlier = first.putIfAbsent(key, image);
      if (earlier != null && image.frame() == 0) {
        leftOut.add(
            new LeftOut(image.file().label(), "a copy of " + earlier.file().label()),
            image.acquisitionGroup());
      }
    }
    return List.copyOf(first.values());
  }

  /** The study with the best stack; images of others and images without phases are left out. */
  private static Chosen choose(List<FrameHeader> images, LeftOutFiles leftOut, String input)
      throws UnusableInputException {
    Map<String, List<FrameHeader>> studies =
        images.stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.file().file().dataSet().string(Tags.STUDY_INSTANCE_UID).orElse(""),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<String, CineStackFinder.Found> found = new LinkedHashMap<>();
    studies.forEach((uid, frames) -> found.put(uid, CineStackFinder.find(frames)));
    String best =
        found.entrySet().stream()
            .filter(e -> !e.getValue().stacks().isEmpty())
            .min(Comparator.comparing(e -> e.getValue().stacks().getFirst(), StackPlan.PROPOSED))
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        input,
                        "no cardiac phases: none of the %d MR images has a second one at its position"
                            .formatted(images.size())))
            .getKey();
    found.forEach(
        (uid, result) -> {
          if (uid.equals(best)) {
            leftOut.addAll(result.still(), "no cardiac phases at its position");
          } else {
            leftOut.addAll(studies.getOrDefault(uid, List.of()), "belongs to another study");
          }
        });
    CineStackFinder.Found result = found.get(best);
    return new Chosen(best, result == null ? List.of() : result.stacks());
  }

  private static Study study(Chosen chosen, List<CineStack> stacks, List<LeftOut> leftOut) {
    FrameHeader first = chosen.stacks.getFirst().images().firstEntry().getValue();
    StudyDetails details = new StudyDetails(first.file().file().dataSet());
    CineStack stack = withNotes(stacks.getFirst(), details.notes());
    return new Study(
        chosen.studyUid,
        details.patient(),
        first.file().file().dataSet().date(Tags.STUDY_DATE).orElse(null),
        first.file().file().dataSet().string(Tags.STUDY_DESCRIPTION).orElse(""),
        details.text(Tags.ACCESSION_NUMBER),
        details.text(Tags.STUDY_ID),
        details.acquisition(),
        stack.rrMs() == null ? null : 60_000 / stack.rrMs(),
        stack,
        stacks.subList(1, stacks.size()),
        leftOut);
  }

  private static CineStack withNotes(CineStack stack, List<Note> more) {
    List<Note> notes = new ArrayList<>(stack.notes());
    notes.addAll(more);
    return stack.withNotes(notes);
  }
}
