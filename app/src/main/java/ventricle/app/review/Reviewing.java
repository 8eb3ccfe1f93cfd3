package ventricle.app.review;

import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.StudyState;

/** How far the reader is with a study, where to look next, and accepting. */
public final class Reviewing {

  private final ReviewPresenter presenter;
  private final Looks looks;
  private @Nullable FrameKey ledTo;

  Reviewing(ReviewPresenter presenter) {
    this.presenter = presenter;
    this.looks = new Looks(presenter);
  }

  public ReviewProgress progress() {
    return ReviewProgress.of(presenter.document());
  }

  /** Which frames were on screen. */
  public Looks looks() {
    return looks;
  }

  /** The slices have changed places. */
  void forget() {
    looks.forget();
    ledTo = null;
  }

  /** The frame after this one that is measured and not reviewed, ED before ES in each slice. */
  public Optional<FrameKey> next() {
    SortedSet<FrameKey> open = progress().remaining();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    FrameKey frame = presenter.frame();
    SortedSet<FrameKey> later = open.tailSet(new FrameKey(frame.slice(), frame.phase() + 1));
    return Optional.of(later.isEmpty() ? open.first() : later.first());
  }

  /**
   * Goes to the contour at ED or ES of which the model is least sure and nobody has judged it, from
   * there to the next; stays where no model says how sure it is.
   */
  public void goToLeastSure() {
    LeastSure.next(presenter.document(), presenter.frame(), ledTo)
        .ifPresent(
            contour -> {
              ledTo = contour.key().frame();
              presenter.go(contour.key().frame());
              presenter.structureProperty().set(contour.key().structure());
            });
  }

  /** Accepts everything shown in the frame on the canvas. */
  public boolean acceptFrame() {
    looks.keep();
    return presenter.apply(
        ReviewProgress.acceptFrame(presenter.document(), presenter.frame(), presenter.reader()));
  }

  /**
   * Accepts the measured frames that were looked at; when none is left the study is ready.
   *
   * @return frames that nobody has looked at, which stay unreviewed
   */
  public SortedSet<FrameKey> acceptStudy() {
    looks.keep();
    ReviewDocument document = presenter.document();
    ReviewProgress.StudyAcceptance acceptance =
        ReviewProgress.acceptStudy(document, looks.seen(), presenter.reader());
    if (!acceptance.edit().states().isEmpty()) {
      presenter.apply(acceptance.edit());
    }
    if (acceptance.notViewed().isEmpty() && presenter.document().state() == StudyState.DRAFT) {
      presenter.apply(new Edit.SetStudyState(StudyState.READY, presenter.reader()));
    }
    looks.ask(acceptance.notViewed());
    return acceptance.notViewed();
  }
}
