package ventricle.engine.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from one examination: the patient, the proposed cine stack, the other stacks a
 * reader may pick instead, and what was left out and why.
 *
 * @param studyInstanceUid DICOM Study Instance UID
 * @param heartRateBpm from the cine's own RR, else the header; null when unknown
 */
public record Study(
    String studyInstanceUid,
    Patient patient,
    @Nullable LocalDate date,
    String description,
    @Nullable String accessionNumber,
    @Nullable String studyId,
    Acquisition acquisition,
    @Nullable Double heartRateBpm,
    CineStack stack,
    List<CineStack> otherStacks,
    List<LeftOut> leftOut) {

  public Study {
    otherStacks = List.copyOf(otherStacks);
    leftOut = List.copyOf(leftOut);
  }

  /** How the images were made, as far as the header says. */
  public record Acquisition(
      @Nullable String manufacturer,
      @Nullable String modelName,
      @Nullable Double fieldStrengthTesla,
      @Nullable String sequenceName,
      @Nullable String institution) {

    public static final Acquisition UNKNOWN = new Acquisition(null, null, null, null, null);
  }

  /**
   * A file that did not become part of a stack.
   *
   * @param file its name as given, for the screen; not for logs
   * @param cause one sentence
   */
  public record LeftOut(String file, String cause) {}

  /** The same study reading another of its stacks, or the same one flipped. */
  public Study withStack(CineStack chosen) {
    return new Study(
        studyInstanceUid,
        patient,
        date,
        description,
        accessionNumber,
        studyId,
        acquisition,
        heartRateBpm,
        chosen,
        otherStacks,
        leftOut);
  }

  /** The same study of a person of whom something else is known. */
  public Study withPerson(Patient person, @Nullable Double heartRate) {
    return new Study(
        studyInstanceUid,
        person,
        date,
        description,
        accessionNumber,
        studyId,
        acquisition,
        heartRate,
        stack,
        otherStacks,
        leftOut);
  }

  /**
   * The same study with base and apex of its stack exchanged when asked for: what was read from
   * files in the slice order of a document, or what is shown in the order of the files.
   *
   * @param flipped whether a document counts slices from the other end than this stack
   */
  public Study turned(boolean flipped) {
    return flipped ? withStack(stack.flipped()) : this;
  }

  /** The same images without anything that says whose they are. */
  public Study anonymous() {
    CineStack unnamed =
        new CineStack(
            "",
            stack.frameOfReferenceUid(),
            stack.slices(),
            stack.phases(),
            stack.frames(),
            stack.phaseTimesMs(),
            stack.rrMs(),
            stack.notes());
    return new Study(
        studyInstanceUid,
        Patient.UNKNOWN,
        null,
        "",
        null,
        null,
        Acquisition.UNKNOWN,
        heartRateBpm,
        unnamed,
        List.of(),
        List.of());
  }

  @Override
  public String toString() {
    return "Study[%d × %d, details not shown]".formatted(stack.sliceCount(), stack.phases());
  }
}
