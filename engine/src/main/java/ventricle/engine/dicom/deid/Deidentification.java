package ventricle.engine.dicom.deid;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.TransferSyntax;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.cine.InputFiles;
import ventricle.engine.dicom.cine.InputFiles.InputFile;
import ventricle.engine.domain.Study.LeftOut;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.files.Folders;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/**
 * Writes DICOM files again without the patient, by the Basic Application Level Confidentiality
 * Profile of PS3.15. File meta information is written anew, preambles are empty, and names of files
 * and folders say nothing. The folder appears when all is written, or not at all.
 *
 * @param paths files and folders
 * @param target absent, or an empty folder
 * @param study UID of the only study wanted; null for all that are found
 * @param program name and version, as the files tell it
 */
public record Deidentification(
    List<Path> paths,
    Path target,
    @Nullable String study,
    DeidOptions options,
    Pseudonyms pseudonyms,
    String program)
    implements Job<Deidentified> {

  private static final Logger LOG = LoggerFactory.getLogger(Deidentification.class);

  public Deidentification {
    paths = List.copyOf(paths);
  }

  /**
   * @throws UnusableInputException when nothing can be written, or a subject is named and there are
   *     several patients
   * @throws IOException when the target cannot be written
   */
  @Override
  public Deidentified run(Progress progress, CancelToken cancel)
      throws UnusableInputException, IOException {
    Path folder = target.toAbsolutePath().normalize();
    Path parent = folder.getParent();
    if (parent == null || occupied(folder)) {
      throw new FileAlreadyExistsException(folder.toString(), null, "is not an empty folder");
    }
    Files.createDirectories(parent);
    Path making = Files.createDirectory(parent.resolve(".ventricle-" + UUID.randomUUID()));
    try {
      Work work = new Work(making, folder);
      Deidentified done = work.all(progress, cancel);
      cancel.throwIfCancelled();
      Files.deleteIfExists(folder);
      Files.move(making, folder);
      LOG.info("{} files written without a patient, {} not", done.files(), done.leftOut().size());
      return done;
    } finally {
      Folders.discard(making);
    }
  }

  private static boolean occupied(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isPresent();
    }
  }

  /** The state of one run. */
  private final class Work {

    private final Path making;
    private final Path shown;
    private final Profile profile = Profile.standard();
    private final Map<String, Cleaner> patients = new HashMap<>();
    private final Map<String, Path> studies = new HashMap<>();
    private final Set<String> instances = new HashSet<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<LeftOut> toLookAt = new ArrayList<>();
    private int files;

    Work(Path making, Path shown) {
      this.making = making;
      this.shown = shown;
    }

    Deidentified all(Progress progress, CancelToken cancel)
        throws UnusableInputException, IOException {
      InputFiles found = InputFiles.below(paths, cancel);
      leftOut.addAll(found.unreadable());
      for (int i = 0; i < found.files().size(); i++) {
        cancel.throwIfCancelled();
        progress.report(
            (double) i / found.files().size(),
            "leaving the patient out of file %d of %d".formatted(i + 1, found.files().size()));
        InputFile file = found.files().get(i);
        Optional<String> cause = one(file);
        cause.ifPresent(why -> leftOut.add(new LeftOut(file.label(), why)));
      }
      if (files == 0) {
        throw new UnusableInputException(
            paths.isEmpty() ? "input" : InputFiles.name(paths.getFirst()),
            "holds no DICOM file that can go out");
      }
      progress.report(1, "written");
      return new Deidentified(shown, files, leftOut, toLookAt);
    }

    /** Writes a file anew; answers why it was not. */
    private Optional<String> one(InputFile file) throws UnusableInputException, IOException {
      DicomFile dicom;
      try {
        dicom = DicomReader.read(file.path());
      } catch (UnusableInputException e) {
        return Optional.of(e.why());
      }
      DataSet dataSet = dicom.dataSet();
      String instance = dataSet.string(Tags.SOP_INSTANCE_UID).orElse("");
      if (!Uids.isValid(instance) || dataSet.string(Tags.SOP_CLASS_UID).isEmpty()) {
        return Optional.of("no image and no other object of DICOM");
      }
      if (study != null && !dataSet.string(Tags.STUDY_INSTANCE_UID).orElse("").equals(study)) {
        return Optional.of("belongs to another study");
      }
      if (Pictures.document(dataSet)) {
        return Optional.of("a document, which cannot be cleaned");
      }
      Optional<String> risk = Pictures.mayShowName(dataSet, dicom.hasPixelData());
      if (risk.isPresent() && !options.pictures()) {
        return risk;
      }
      if (!instances.add(instance)) {
        return Optional.of("a copy of another file");
      }
      DataSet cleaned = Marks.on(cleaner(dataSet).clean(dataSet), options, program);
      Path place = place(cleaned);
      TransferSyntax syntax =
          dicom.syntax().encapsulated() && dicom.hasPixelData()
              ? dicom.syntax()
              : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
      try {
        DicomWriter.write(place, cleaned, syntax);
      } catch (IllegalArgumentException e) {
        return Optional.of("its pixels do not fit its transfer syntax");
      }
      files++;
      risk.ifPresent(why -> toLookAt.add(new LeftOut(making.relativize(place).toString(), why)));
      return Optional.empty();
    }

    private Cleaner cleaner(DataSet dataSet) throws UnusableInputException {
      String code = pseudonyms.patient(dataSet);
      Cleaner known = patients.get(code);
      if (known != null) {
        return known;
      }
      String subject = options.subject();
      if (subject != null && !patients.isEmpty()) {
        throw new UnusableInputException(
            InputFiles.name(paths.getFirst()), "holds more than one patient, and one is named");
      }
      Cleaner cleaner =
          new Cleaner(
              profile,
              options,
              pseudonyms,
              subject == null ? code : subject,
              pseudonyms.shiftDays(dataSet));
      patients.put(code, cleaner);
      return cleaner;
    }

    private Path place(DataSet cleaned) throws IOException {
      String study = cleaned.string(Tags.STUDY_INSTANCE_UID).orElse("");
      Path folder = studies.get(study);
      if (folder == null) {
        String patient = cleaned.string(Tags.PATIENT_ID).orElse("unnamed").replace(' ', '_');
        folder = making.resolve(patient).resolve("study-%03d".formatted(studies.size() + 1));
        Files.createDirectories(folder);
        studies.put(study, folder);
      }
      return folder.resolve("IM%05d.dcm".formatted(files + 1));
    }
  }
}
