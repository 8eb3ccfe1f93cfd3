package ventricle.app.shell;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.job.FxJobs;
import ventricle.app.report.PreviewPane;
import ventricle.app.report.ReportForm;
import ventricle.app.review.ReviewPresenter;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.report.PageImages;
import ventricle.engine.report.ReportStyle;
import ventricle.engine.review.Edit;
import ventricle.engine.review.EditResult;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;

/** Shows the report of the open study as it would be exported now, in a window of its own. */
final class ReportPreview {

  private static final Logger LOG = LoggerFactory.getLogger(ReportPreview.class);
  private static final double WIDTH = 760;
  private static final double HEIGHT = 980;

  /** Room for the frame of the window. */
  private static final double ABOVE = 60;

  private static final int DOTS_PER_INCH = 144;

  private final Parts parts;
  private final Earlier earlier;

  ReportPreview(Parts parts, Earlier earlier) {
    this.parts = parts;
    this.earlier = earlier;
  }

  /**
   * Sets the report and shows it.
   *
   * @param written what stands in the form; nothing of it is kept
   */
  void show(Window owner, ReviewPresenter presenter, ReportForm.Written written) {
    FxJobs jobs = new FxJobs();
    PreviewPane pane = new PreviewPane(parts.text(), jobs);
    pane.getStyleClass().add("ventricle");
    double most = Screen.getPrimary().getVisualBounds().getHeight() - ABOVE;
    Scene scene = new Scene(pane, WIDTH, Math.min(HEIGHT, most));
    Bindings.bindContent(scene.getStylesheets(), owner.getScene().getStylesheets());
    Stage stage = new Stage();
    stage.initOwner(owner);
    stage.initModality(Modality.WINDOW_MODAL);
    stage.setTitle(parts.text().get("preview.title"));
    stage.setScene(scene);
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            stage.hide();
          }
        });
    stage.setOnHidden(e -> jobs.close());
    stage.show();
    CancelToken token =
        jobs.start(
            pages(presenter, written),
            new FxJobs.Outcome<Pages>() {
              @Override
              public void done(Pages pages) {
                pane.show(pages.images(), pages.without());
              }

              @Override
              public void failed(Throwable cause) {
                pane.fail(why(cause));
              }

              @Override
              public void cancelled() {
                stage.hide();
              }
            });
    pane.onCancel(token::cancel);
  }

  private String why(Throwable cause) {
    if (cause instanceof OutputUnavailableException) {
      return parts.text().get("preview.failed", String.valueOf(cause.getMessage()));
    }
    LOG.warn("a report cannot be shown: {}", cause.getClass().getSimpleName());
    return parts.text().get("preview.failed", parts.text().get("preview.unexpected"));
  }

  /**
   * A report in pictures.
   *
   * @param without what it lacks although it was asked for, empty where nothing is amiss
   */
  private record Pages(List<PageImages.PageImage> images, String without) {}

  private Job<Pages> pages(ReviewPresenter presenter, ReportForm.Written written) {
    Study study = presenter.study();
    ReviewDocument now = presenter.document();
    Measurements numbers = Results.onScreen(presenter);
    ReportStyle style =
        new ReportStyle(written.language(), written.paper(), parts.userFolder().report());
    Job<Earlier.Found> before = earlier.of(study, written.compared());
    Edit.SetEntries edit =
        new Edit.SetEntries(
            now.entries().with(written.entries()), Entered.REPORT, presenter.reader());
    return (progress, cancel) -> {
      boolean changed = !now.entries().report().equals(written.entries());
      ReviewDocument document =
          changed && Edits.apply(now, edit) instanceof EditResult.Applied(ReviewDocument then)
              ? then
              : now;
      Earlier.Found found = before.run(progress.part(0, 0.3), cancel);
      cancel.throwIfCancelled();
      progress.report(0.3, "setting the report");
      byte[] pdf = parts.export().report(study, document, numbers, found.study(), style);
      return new Pages(
          PageImages.of(pdf, DOTS_PER_INCH, progress.part(0.6, 1), cancel), found.trouble());
    };
  }
}
