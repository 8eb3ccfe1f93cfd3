package ventricle.app.shell;

import java.util.List;
import ventricle.app.prefs.Preferences;
import ventricle.app.report.ReportForm;
import ventricle.app.review.ReviewPresenter;
import ventricle.engine.report.ReportFiles;
import ventricle.engine.report.ReportStyle;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Entered;
import ventricle.engine.review.ReportEntries;

/** What a reader writes for the report of the open study. */
final class ReportActions {

  /** How reports are set. */
  interface Looks {
    Preferences kept();

    void keep(String language, ReportStyle.Paper paper, boolean uncompared);
  }

  private final Parts parts;
  private final Dialogs dialogs;
  private final StudyPlace place;
  private final Looks looks;
  private final ReportPreview preview;

  ReportActions(
      Parts parts, Dialogs dialogs, StudyPlace place, Looks looks, ReportPreview preview) {
    this.parts = parts;
    this.dialogs = dialogs;
    this.place = place;
    this.looks = looks;
    this.preview = preview;
  }

  /** Asks for the texts, language and paper; what was changed in the texts is one step. */
  void write() {
    place
        .open()
        .map(OpenStudy::presenter)
        .filter(presenter -> !presenter.readOnly())
        .ifPresent(this::write);
  }

  private void write(ReviewPresenter presenter) {
    ReportEntries before = presenter.document().entries().report();
    List<String> languages = new ReportFiles(parts.userFolder().report()).languages();
    Preferences kept = looks.kept();
    ReportForm form =
        new ReportForm(
            parts.text(),
            before,
            languages,
            kept,
            shown -> preview.show(shown.getScene().getWindow(), presenter, shown.written()));
    dialogs
        .ask(
            parts.text().get("report.title"),
            form,
            parts.text().get("report.button"),
            form.ready(),
            form::written)
        .ifPresent(
            written -> {
              looks.keep(written.language(), written.paper(), !written.compared());
              if (!written.entries().equals(before)) {
                presenter.apply(
                    new Edit.SetEntries(
                        presenter.document().entries().with(written.entries()),
                        Entered.REPORT,
                        presenter.reader()));
              }
            });
  }
}
