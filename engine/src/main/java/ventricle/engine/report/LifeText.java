package ventricle.engine.report;

import java.util.List;
import java.util.Optional;
import ventricle.engine.review.Amendment;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;

/** What DICOM objects say about the life of a study, in English. */
public final class LifeText {

  /** Stands wherever a signature is shown. */
  public static final String NOT_AUTHENTICATED =
      "Not an authenticated signature: nobody checks who typed the name.";

  private LifeText() {}

  /** Who signed what when, or that nobody did; one sentence each. */
  public static List<String> sentences(ReviewDocument document) {
    return switch (StudyLife.of(document)) {
      case StudyLife.Draft draft ->
          List.of("Draft: not every frame has been reviewed; nobody has signed these numbers.");
      case StudyLife.Ready ready ->
          List.of("Every frame in use has been reviewed; nobody has signed these numbers.");
      case StudyLife.Signed(SignedVersion v) ->
          List.of(
              "Signed by %s (account %s) on %s UTC, version %d."
                  .formatted(v.name(), v.reader(), moment(v), v.number()),
              NOT_AUTHENTICATED);
      case StudyLife.Amended(SignedVersion v, Amendment a) ->
          List.of(
              "Opened again by %s after version %d was signed by %s on %s UTC: %s. Not signed since."
                  .formatted(a.reader(), v.number(), v.name(), moment(v), a.reason()));
    };
  }

  /** Hash of the signature in force, which {@code signed.json} must have; empty without one. */
  public static Optional<String> hash(ReviewDocument document) {
    return StudyLife.of(document) instanceof StudyLife.Signed(SignedVersion version)
        ? Optional.of("sha256 " + version.sha256())
        : Optional.empty();
  }

  /** Day and time of a signature, UTC. */
  static String moment(SignedVersion version) {
    return version.at().toString().substring(0, 16).replace('T', ' ');
  }
}
