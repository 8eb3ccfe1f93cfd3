package ventricle.app.review;

import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ventricle.app.job.FxJobs;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.registration.Propagation;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Interpolation;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;

/**
 * Computes contours of several frames in the background and puts them into the document as one
 * step. What the reader changed meanwhile stays as the reader left it.
 */
public final class FillController implements AutoCloseable {

  private final ReviewPresenter presenter;
  private final Text text;
  private final Consumer<Throwable> failed;
  private final FxJobs shown;
  private final FxJobs quick = new FxJobs();
  private int running;
  private boolean closed;
  private @Nullable CancelToken latest;

  /**
   * @param shown runs what takes long, with progress and a way to stop it
   * @param failed is told of what went wrong unexpectedly
   */
  public FillController(
      ReviewPresenter presenter, Text text, FxJobs shown, Consumer<Throwable> failed) {
    this.presenter = presenter;
    this.text = text;
    this.shown = shown;
    this.failed = failed;
  }

  /** Interpolates the structure picked along an axis through the frame on the canvas. */
  void interpolate(Interpolation.Axis axis) {
    Structure structure = presenter.structureProperty().get();
    FrameKey frame = presenter.frame();
    Interpolation interpolation =
        new Interpolation(
            presenter.stackProperty().get(), presenter.document(), presenter.reader());
    start(
        quick,
        (progress, cancel) -> interpolation.fill(structure, frame, axis, progress, cancel),
        text.get("fill.nothing." + Text.key(axis), text.name(structure)));
  }

  /**
   * Carries the contour picked to the phases on both sides, up to the next that a reader reviewed.
   *
   * @param reach at most this many phases on each side
   */
  void propagate(int reach) {
    ContourKey from = new ContourKey(presenter.frame(), presenter.structureProperty().get());
    Propagation propagation =
        new Propagation(presenter.stackProperty().get(), presenter.document(), presenter.reader());
    start(
        shown,
        (progress, cancel) -> propagation.fill(from, reach, progress, cancel),
        text.get("fill.nothing.propagate", text.name(from.structure())));
  }

  private void start(FxJobs jobs, Job<Edit.FillContours> job, String nothing) {
    if (presenter.readOnly()) {
      return;
    }
    ReviewDocument from = presenter.document();
    CineStack stack = presenter.stackProperty().get();
    running++;
    latest =
        jobs.start(
            job,
            new FxJobs.Outcome<>() {
              @Override
              public void done(Edit.FillContours edit) {
                running--;
                if (!closed && stack.equals(presenter.stackProperty().get())) {
                  take(edit, from, nothing);
                }
              }

              @Override
              public void failed(Throwable cause) {
                running--;
                if (!closed) {
                  failed.accept(cause);
                }
              }

              @Override
              public void cancelled() {
                running--;
              }
            });
  }

  private void take(Edit.FillContours edit, ReviewDocument from, String nothing) {
    ReviewDocument now = presenter.document();
    TreeMap<ContourKey, Tracing> kept = new TreeMap<>(edit.contours());
    kept.keySet().removeIf(key -> changed(key, from, now));
    if (kept.isEmpty()) {
      presenter.refuse(nothing);
    } else {
      presenter.apply(new Edit.FillContours(kept, edit.filling()));
    }
  }

  private static boolean changed(ContourKey key, ReviewDocument from, ReviewDocument now) {
    return now.stateOf(key).reviewed()
        || !Objects.equals(from.readerLayer().get(key), now.readerLayer().get(key));
  }

  /** Whether nothing is being computed. */
  public boolean settled() {
    return running == 0;
  }

  @Override
  public void close() {
    closed = true;
    if (latest != null) {
      latest.cancel();
    }
    quick.close();
  }
}
