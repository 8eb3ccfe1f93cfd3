package ventricle.engine.review;

import java.util.Locale;
import ventricle.engine.review.EditResult.Reason;

/** Which step in the life of a study may follow which, and why one may not. */
final class LifeRules {

  private LifeRules() {}

  static EditResult apply(ReviewDocument document, Edit.OfLife step) {
    return switch (step) {
      case Edit.SetStudyState(StudyState state, String reader) -> move(document, state);
      case Edit.Sign(SignedVersion version) -> sign(document, version);
      case Edit.Amend(Amendment amendment) -> amend(document, amendment);
    };
  }

  private static EditResult move(ReviewDocument document, StudyState to) {
    return switch (StudyLife.of(document)) {
      case StudyLife.Draft draft when to == StudyState.READY -> complete(document, to);
      case StudyLife.Ready ready when to == StudyState.DRAFT -> in(document, to);
      case StudyLife.Signed signed ->
          refused(Reason.SIGNED, "The study is signed; open it for amendment to change it.");
      case StudyLife life ->
          refused(
              Reason.STUDY_STATE,
              "A study cannot go from %s to %s this way."
                  .formatted(word(document.state()), word(to)));
    };
  }

  private static EditResult sign(ReviewDocument document, SignedVersion version) {
    return switch (StudyLife.of(document)) {
      case StudyLife.Draft draft when !ReviewProgress.of(document).complete() ->
          notReviewed(document);
      case StudyLife.Draft draft ->
          refused(Reason.STUDY_STATE, "Accept the study before you sign it.");
      case StudyLife.Signed signed ->
          refused(Reason.STUDY_STATE, "The study is signed; amend it to sign it again.");
      case StudyLife.Ready ready -> signed(document, version);
      case StudyLife.Amended amended -> signed(document, version);
    };
  }

  private static EditResult signed(ReviewDocument document, SignedVersion version) {
    if (!ReviewProgress.of(document).complete()) {
      return notReviewed(document);
    }
    if (version.reader().isBlank() || version.name().isBlank()) {
      return refused(Reason.CONTRADICTION, "A signature needs the reader's name.");
    }
    if (version.number() != document.signatures().nextNumber() || !version.intact()) {
      return refused(Reason.CONTRADICTION, "This is not the next version of the study.");
    }
    DocumentBuilder b = new DocumentBuilder(document);
    b.state = StudyState.SIGNED;
    b.signatures = document.signatures().with(version);
    return new EditResult.Applied(b.build());
  }

  private static EditResult amend(ReviewDocument document, Amendment amendment) {
    if (!(StudyLife.of(document) instanceof StudyLife.Signed)) {
      return refused(Reason.STUDY_STATE, "Only a signed study can be amended.");
    }
    if (amendment.reason().isBlank()) {
      return refused(Reason.CONTRADICTION, "An amendment needs a reason.");
    }
    DocumentBuilder b = new DocumentBuilder(document);
    b.state = StudyState.AMENDED;
    b.signatures = document.signatures().with(amendment);
    return new EditResult.Applied(b.build());
  }

  private static EditResult complete(ReviewDocument document, StudyState to) {
    return ReviewProgress.of(document).complete() ? in(document, to) : notReviewed(document);
  }

  private static EditResult in(ReviewDocument document, StudyState state) {
    DocumentBuilder b = new DocumentBuilder(document);
    b.state = state;
    return new EditResult.Applied(b.build());
  }

  private static EditResult notReviewed(ReviewDocument document) {
    return refused(Reason.NOT_REVIEWED, ReviewProgress.of(document).describeRemaining());
  }

  private static EditResult refused(Reason reason, String message) {
    return new EditResult.Refused(reason, message);
  }

  private static String word(StudyState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
