package ventricle.engine.store.db;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Study;
import ventricle.engine.store.StudyKey;

/**
 * What the list says of a study whoever reads it. Identifying: never logged.
 *
 * @param patientName for people to read, without carets
 * @param pixelMm distance of columns
 * @param scanner maker and model
 * @param paths what to open together, as absolute paths of the machine that added it
 */
public record StudyEntry(
    StudyKey key,
    String studyInstanceUid,
    @Nullable String patientName,
    @Nullable String patientId,
    @Nullable String sex,
    @Nullable Double ageYears,
    @Nullable LocalDate date,
    int slices,
    int phases,
    @Nullable Double pixelMm,
    @Nullable String scanner,
    List<Path> paths) {

  public StudyEntry {
    paths = List.copyOf(paths);
  }

  /**
   * @param paths what was opened; empty for a study that has no files
   */
  public static StudyEntry of(Study study, List<Path> paths) {
    Patient patient = study.patient();
    CineStack stack = study.stack();
    PixelSpacing spacing = stack.slice(0).spacing();
    return new StudyEntry(
        StudyKey.of(study),
        study.studyInstanceUid(),
        readable(patient.name()),
        blankToNull(patient.id()),
        patient.sex(),
        patient.ageYears(),
        study.date(),
        stack.sliceCount(),
        stack.phases(),
        spacing == null ? null : spacing.column(),
        blankToNull(
            Stream.of(study.acquisition().manufacturer(), study.acquisition().modelName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "))),
        paths.stream().map(Path::toAbsolutePath).toList());
  }

  private static @Nullable String readable(@Nullable String name) {
    return name == null ? null : blankToNull(name.replaceAll("[\\^=\\s]+", " ").strip());
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** What a search compares with: all that is shown, plain. */
  String searchText() {
    return Stream.of(patientName, patientId, date == null ? null : date.toString(), scanner)
        .filter(part -> part != null)
        .map(StudyEntry::plain)
        .collect(Collectors.joining("\n"));
  }

  String sortName() {
    return patientName == null ? "" : plain(patientName);
  }

  /** Lower case without accents. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "StudyEntry[" + key + "]";
  }
}
