package ventricle.app.shell;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.app.job.FxJobs;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.Amendment;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.SignedContent;

/** Signing the open study and amending it. */
final class SigningActions {

  /** What the reader is called in reports. */
  interface Name {
    /** Null while the reader has not said. */
    @Nullable String kept();

    void keep(String name);
  }

  private final Text text;
  private final Dialogs dialogs;
  private final Messages messages;
  private final FxJobs jobs;
  private final StudyPlace place;
  private final Name name;

  SigningActions(
      Text text, Dialogs dialogs, Messages messages, FxJobs jobs, StudyPlace place, Name name) {
    this.text = text;
    this.dialogs = dialogs;
    this.messages = messages;
    this.jobs = jobs;
    this.place = place;
    this.name = name;
  }

  /** Signs the study, when the reader gives a name; a signed one is amended. */
  void sign() {
    place.open().filter(study -> !study.presenter().openElsewhere()).ifPresent(this::sign);
  }

  private void sign(OpenStudy study) {
    ReviewPresenter presenter = study.presenter();
    if (StudyLife.of(presenter.document()) instanceof StudyLife.Signed) {
      amend(presenter);
      return;
    }
    ReviewProgress progress = presenter.reviewing().progress();
    if (!progress.complete()) {
      messages.notDone("sign.refused", progress.describeRemaining());
      return;
    }
    if (!study.analysed()) {
      messages.notDone("sign.refused", text.get("sign.busy"));
      return;
    }
    askForName(presenter, progress).ifPresent(shown -> sign(presenter, shown));
  }

  private Optional<String> askForName(ReviewPresenter presenter, ReviewProgress progress) {
    SignForm form =
        new SignForm(text, presenter.reader(), name.kept(), summary(presenter, progress));
    return dialogs.ask(
        text.get("sign.title"), form, text.get("sign.button"), form.ready(), form::shownName);
  }

  private String summary(ReviewPresenter presenter, ReviewProgress progress) {
    Measurements.LeftVentricle lv = presenter.measurementsProperty().get().lv();
    return text.get(
        "sign.what",
        number(lv.efPercent()),
        number(lv.edvMl()),
        number(lv.esvMl()),
        progress.reviewed().size());
  }

  private String number(@Nullable Double value) {
    return value == null ? text.get("results.missing") : String.format(Locale.ROOT, "%.0f", value);
  }

  private void sign(ReviewPresenter presenter, String shown) {
    name.keep(shown);
    presenter.reviewing().looks().keep();
    if (presenter.document().state() == StudyState.DRAFT) {
      presenter.apply(new Edit.SetStudyState(StudyState.READY, presenter.reader()));
    }
    Study study = presenter.study();
    ReviewDocument document = presenter.document();
    Measurements numbers = presenter.measurementsProperty().get();
    jobs.start(
        (progress, cancel) ->
            SignedContent.sign(study, document, numbers, presenter.reader(), shown, Instant.now()),
        edit -> signed(presenter, document, edit),
        messages::failed);
  }

  private void signed(ReviewPresenter presenter, ReviewDocument frozen, Edit.Sign edit) {
    if (!presenter.document().equals(frozen)) {
      messages.notDone("sign.refused", text.get("sign.changed"));
      return;
    }
    presenter.apply(edit);
  }

  /** Opens a signed study to be changed, when the reader gives a reason. */
  void amend() {
    place.open().map(OpenStudy::presenter).ifPresent(this::amend);
  }

  private void amend(ReviewPresenter presenter) {
    if (presenter.openElsewhere()
        || !(StudyLife.of(presenter.document()) instanceof StudyLife.Signed(SignedVersion v))) {
      return;
    }
    AmendForm form = new AmendForm(text, v.number());
    dialogs
        .ask(text.get("amend.title"), form, text.get("amend.button"), form.ready(), form::reason)
        .ifPresent(
            reason ->
                presenter.apply(new Edit.Amend(new Amendment(presenter.reader(), reason, now()))));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
