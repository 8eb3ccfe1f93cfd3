package ventricle.engine.exchange;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.report.PreviousStudy;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.RecentStudies;
import ventricle.engine.store.SignedContent;
import ventricle.engine.store.StoreException;

/**
 * Decides whether an examination is an earlier one of the same person, and takes what a report
 * compares. Persons are told apart as the list of recent studies does: by the patient's number and
 * date of birth; who has no number is nobody's earlier examination.
 */
public final class PreviousStudies {

  private PreviousStudies() {}

  /**
   * What of an examination stands beside a later one; empty when it is not an earlier one of the
   * same person, or when nothing of it was measured.
   *
   * @param before with the stack in the order of its files
   * @param document the reader's work on it
   */
  public static Optional<PreviousStudy> of(Study now, Study before, ReviewDocument document) {
    LocalDate date = before.date();
    if (date == null || whyNot(now, before.patient(), date, before.studyInstanceUid()) != null) {
      return Optional.empty();
    }
    Measurements numbers = numbers(before, document);
    if (nothing(numbers)) {
      return Optional.empty();
    }
    StudyLife life = StudyLife.of(document);
    SignedVersion last = document.signatures().latest().orElse(null);
    return Optional.of(
        compared(
            date,
            numbers,
            document.state(),
            last == null ? 0 : last.number(),
            life instanceof StudyLife.Signed(SignedVersion version) ? version.name() : "",
            ContoursFile.of(before, document)));
  }

  /** Those that were signed, as long as the signature is in force and can be read. */
  private static Measurements numbers(Study before, ReviewDocument document) {
    if (StudyLife.of(document) instanceof StudyLife.Signed(SignedVersion version)) {
      try {
        return SignedContent.numbers(version);
      } catch (StoreException e) {
        return measured(before, document);
      }
    }
    return measured(before, document);
  }

  private static Measurements measured(Study before, ReviewDocument document) {
    return Measurer.measure(before.turned(document.flipped()), document);
  }

  /** Whether no volume of either ventricle is known. */
  static boolean nothing(Measurements m) {
    return m.lv().edvMl() == null
        && m.lv().esvMl() == null
        && m.rv().edvMl() == null
        && m.rv().esvMl() == null;
  }

  static PreviousStudy compared(
      LocalDate date,
      Measurements numbers,
      StudyState state,
      int version,
      String signer,
      ContoursFile contours) {
    int model = 0;
    int reader = 0;
    for (Map.Entry<ContourKey, Tracing> each : contours.counted().entrySet()) {
      Integer phase = each.getKey().frame().phase();
      if (Arrays.asList(contours.edPhase(), contours.esPhase()).contains(phase)) {
        if (each.getValue().provenance() instanceof Provenance.Model) {
          model++;
        } else {
          reader++;
        }
      }
    }
    return new PreviousStudy(date, numbers, state, version, signer, model, reader);
  }

  /**
   * Why an examination cannot stand beside another as an earlier one of the same person, in a
   * phrase without patient data; null when it can.
   */
  static @Nullable String whyNot(
      Study now, Patient patient, @Nullable LocalDate date, String studyInstanceUid) {
    String person = RecentStudies.person(now.patient());
    String then = RecentStudies.person(patient);
    LocalDate today = now.date();
    if (studyInstanceUid.equals(now.studyInstanceUid())) {
      return "is this examination itself";
    }
    if (person == null) {
      return "cannot be compared: the images to analyze have no patient's number";
    }
    if (then == null) {
      return "has no patient's number, so nothing says that it is the same person";
    }
    if (!person.equals(then)) {
      return "is of another person";
    }
    if (date == null || today == null) {
      return "cannot be compared: the date of an examination is not known";
    }
    return date.isBefore(today) ? null : "was not made before this examination";
  }
}
