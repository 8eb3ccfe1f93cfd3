package ventricle.engine.review;

/**
 * The life of a study with what belongs to each part of it: draft → ready → signed → amended →
 * signed again. Which step may follow which is decided by {@link LifeRules}.
 */
public sealed interface StudyLife {

  /** Frames are being reviewed. */
  record Draft() implements StudyLife {}

  /** Every frame in use is reviewed and the reader accepts the study. */
  record Ready() implements StudyLife {}

  /** Frozen; nothing changes until the study is amended. */
  record Signed(SignedVersion version) implements StudyLife {}

  /** Being changed after it was signed; the signed version stays as it is. */
  record Amended(SignedVersion before, Amendment amendment) implements StudyLife {}

  static StudyLife of(ReviewDocument document) {
    Signatures signatures = document.signatures();
    return switch (document.state()) {
      case DRAFT -> new Draft();
      case READY -> new Ready();
      case SIGNED -> new Signed(signatures.versions().getLast());
      case AMENDED ->
          new Amended(signatures.versions().getLast(), signatures.amendments().getLast());
    };
  }
}
