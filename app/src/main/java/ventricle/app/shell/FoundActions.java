package ventricle.app.shell;

import java.nio.file.Path;
import java.util.function.Consumer;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.dicom.cine.StudyObjects;
import ventricle.engine.store.db.AuditEvent;

/** Segmentations and reports that lie among the files of the open study. */
final class FoundActions {

  private final Text text;
  private final Dialogs dialogs;
  private final Messages messages;
  private final StudyPlace place;
  private final Consumer<Path> load;
  private StudyObjects found = StudyObjects.NONE;
  private String study = "";

  /**
   * @param load takes a segmentation into the open study
   */
  FoundActions(
      Text text, Dialogs dialogs, Messages messages, StudyPlace place, Consumer<Path> load) {
    this.text = text;
    this.dialogs = dialogs;
    this.messages = messages;
    this.place = place;
    this.load = load;
  }

  /** Offers what lies beside the images of the study that was opened. */
  void offer(String uid, StudyObjects objects) {
    study = uid;
    found = objects;
    if (!objects.isEmpty()) {
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
              show(presenter, found);
            });
  }

  /** Shows what there is of the open study; the audit is told of reports. */
  void show(ReviewPresenter presenter, StudyObjects objects) {
    dialogs.show(
        text.get("objects.title"),
        new FoundPane(
            text,
            objects,
            presenter.measurementsProperty().get(),
            presenter.readOnly(),
            segmentation -> load.accept(segmentation.path())));
    objects
        .reports()
        .forEach(
            report ->
                place.broughtIn(
                    new AuditEvent.ReportShown(
                        report.measured().measurements().size(), report.sha256())));
  }
}
