package ventricle.app.review;

import java.util.List;
import java.util.SortedSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.measure.Attention;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.StudyState;

/** How far the reader is with a study, where to look next, and accepting. */
public final class Reviewing {

  private final ReviewPresenter presenter;
  private final Looks looks;
  private final ReadOnlyObjectWrapper<@Nullable Stop> stop = new ReadOnlyObjectWrapper<>();
  private @Nullable FrameKey ledTo;

  /**
   * Where going on has led.
   *
   * @param why the frame with its reasons; null when nothing waits any more
   * @param waiting how many frames wait, this one among them
   */
  public record Stop(@Nullable Attention why, int waiting) {}

  Reviewing(ReviewPresenter presenter) {
    this.presenter = presenter;
    this.looks = new Looks(presenter);
  }

  /** Where going on has led, while its frame is shown and waits; null before and after. */
  public ReadOnlyObjectProperty<@Nullable Stop> stopProperty() {
    return stop.getReadOnlyProperty();
  }

  /** The frame shown or the document has changed. */
  void changed() {
    Stop last = stop.get();
    if (last == null) {
      return;
    }
    Attention why = last.why();
    boolean here =
        why != null
            && why.frame().equals(presenter.frame())
            && !ReviewProgress.isReviewed(presenter.document(), why.frame());
    if (!here) {
      stop.set(null);
    }
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
    stop.set(null);
  }

  /** Everything that waits for the reader, in reading order. */
  public List<Attention> waiting() {
    return Attention.list(
        presenter.document(), presenter.measurementsProperty().get().flags(), looks::seen);
  }

  /** Goes to the next frame that waits and says why; stays where nothing does. */
  public void goToNext() {
    List<Attention> waiting = waiting();
    Attention next = Attention.next(presenter.document(), waiting, presenter.frame()).orElse(null);
    if (next != null) {
      presenter.go(next.frame());
    }
    stop.set(new Stop(next, waiting.size()));
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
