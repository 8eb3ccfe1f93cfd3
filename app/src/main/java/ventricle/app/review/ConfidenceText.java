package ventricle.app.review;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.viewer.grid.Confidence;

/** How sure the model is, in words and for the grid. */
record ConfidenceText(Text text) {

  /** The mark of a frame's cell; empty where no model's contour with a confidence is shown. */
  Optional<Confidence> mark(ReviewDocument document, FrameKey frame) {
    List<LeastSure> known = LeastSure.all(document, frame);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    String lines = known.stream().map(this::line).collect(Collectors.joining("\n"));
    return Optional.of(
        new Confidence(
            known.getFirst().confidence(),
            ReviewProgress.isReviewed(document, frame),
            lines + "\n" + text.get("confidence.meaning")));
  }

  /** "RV endocardium .74". */
  private String line(LeastSure contour) {
    return text.name(contour.key().structure()) + " " + Confidence.figure(contour.confidence());
  }

  /** For the corner of the image; empty when nothing is known or the frame is reviewed. */
  String corner(ReviewDocument document, FrameKey frame) {
    return ReviewProgress.isReviewed(document, frame)
        ? ""
        : LeastSure.of(document, frame)
            .map(contour -> text.get("hud.least-sure", line(contour)))
            .orElse("");
  }
}
