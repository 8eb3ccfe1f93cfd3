package ventricle.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.job.FxJobs;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyObjects;
import ventricle.engine.domain.CineStack;
import ventricle.engine.exchange.incoming.Incoming;
import ventricle.engine.exchange.incoming.IncomingFile;
import ventricle.engine.exchange.incoming.IncomingPlan;
import ventricle.engine.review.ReviewDocument;

/** Segmentations and reports that lie among the files of the open study. */
final class FoundActions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FoundActions.class);
  private static final int LISTED = 8;

  private final Text text;
  private final Dialogs dialogs;
  private final Messages messages;
  private final StudyPlace place;
  private final FxJobs jobs = new FxJobs();
  private StudyObjects found = new StudyObjects(List.of(), List.of());
  private String study = "";

  FoundActions(Text text, Dialogs dialogs, Messages messages, StudyPlace place) {
    this.text = text;
    this.dialogs = dialogs;
    this.messages = messages;
    this.place = place;
  }

  /** Looks for them in the background and offers what there is. */
  void look(List<Path> paths) {
    jobs.cancelCurrent();
    found = new StudyObjects(List.of(), List.of());
    place
        .open()
        .ifPresent(
            open -> {
              String uid = open.presenter().study().studyInstanceUid();
              study = uid;
              jobs.start(
                  StudyObjects.job(paths, uid), objects -> offer(uid, objects), this::failed);
            });
  }

  private void offer(String uid, StudyObjects objects) {
    if (uid.equals(study) && here() && !objects.isEmpty()) {
      found = objects;
      dialogs.offer(
          text.get("objects.title"),
          text.get("objects.found", objects.segmentations().size(), objects.reports().size()),
          text.get("objects.show"),
          this::show);
    }
  }

  /** Whether the study that was looked through is still open. */
  private boolean here() {
    return place
        .open()
        .map(open -> open.presenter().study().studyInstanceUid().equals(study))
        .orElse(false);
  }

  /** Lists segmentations to load, and the reports' numbers beside those of the window. */
  void show() {
    place
        .open()
        .map(OpenStudy::presenter)
        .ifPresent(
            presenter -> {
              if (!here() || found.isEmpty()) {
                messages.done("objects.title", text.get("objects.none"));
                return;
              }
              dialogs.show(
                  text.get("objects.title"),
                  new FoundPane(
                      text,
                      found,
                      presenter.measurementsProperty().get(),
                      presenter.readOnly(),
                      segmentation -> load(presenter, segmentation.path())));
            });
  }

  private void load(ReviewPresenter presenter, Path file) {
    CineStack stack = presenter.stackProperty().get();
    ReviewDocument document = presenter.document();
    int phase = presenter.phaseProperty().get();
    jobs.start(
        (progress, cancel) -> IncomingFile.read(file, stack, document, phase),
        incoming -> take(presenter, incoming, document.flipped()),
        messages::openFailed);
  }

  private void take(ReviewPresenter presenter, Incoming read, boolean flipped) {
    ReviewDocument document = presenter.document();
    Incoming incoming = document.flipped() == flipped ? read : read.reversed(document.sliceCount());
    IncomingPlan plan = IncomingPlan.of(incoming, document);
    if (plan.taken().isEmpty()) {
      messages.notDone("objects.title", text.get("objects.all-reviewed"));
    } else if (presenter.apply(plan.edit())) {
      String left =
          incoming.left().stream()
              .limit(LISTED)
              .map(l -> "\n" + l.what() + ": " + l.cause())
              .collect(Collectors.joining());
      messages.done(
          "objects.title",
          text.get("objects.loaded", plan.taken().size(), plan.kept().size()) + left);
    }
  }

  private void failed(Throwable cause) {
    LOG.warn("looking for segmentations failed: {}", cause.getClass().getSimpleName());
  }

  /** Whether nothing is being looked for or loaded. */
  boolean settled() {
    return !jobs.runningProperty().get();
  }

  @Override
  public void close() {
    jobs.close();
  }
}
