package ventricle.app.shell;

import ventricle.app.review.PersonForm;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Entered;

/** What is done with the open study as a whole; nothing while none is open. */
final class StudyActions {

  private final Text text;
  private final Dialogs dialogs;
  private final StudyPlace place;
  private final BodySurface bodySurface;

  /** The formula of the body surface area that the reader chose last. */
  interface BodySurface {
    BsaFormula kept();

    void keep(BsaFormula formula);
  }

  StudyActions(Text text, Dialogs dialogs, StudyPlace place, BodySurface bodySurface) {
    this.text = text;
    this.dialogs = dialogs;
    this.place = place;
    this.bodySurface = bodySurface;
  }

  /** Exchanges base and apex, when the reader confirms. */
  void flip() {
    place
        .open()
        .filter(s -> dialogs.confirm(text.get("action.flip-stack"), text.get("flip.question")))
        .ifPresent(
            study -> study.presenter().apply(new Edit.FlipStack(study.presenter().reader())));
  }

  /** Asks for what is known of the person; one step. */
  void person() {
    place
        .open()
        .map(OpenStudy::presenter)
        .filter(presenter -> !presenter.readOnly())
        .ifPresent(this::person);
  }

  private void person(ReviewPresenter presenter) {
    PersonForm form =
        new PersonForm(
            text, presenter.study(), presenter.document().entries().person(), bodySurface.kept());
    dialogs
        .ask(text.get("person.title"), form, text.get("person.button"), form.ready(), form::entries)
        .ifPresent(
            entered -> {
              bodySurface.keep(form.bsa());
              presenter.apply(
                  new Edit.SetEntries(
                      presenter.document().entries().with(entered),
                      Entered.PERSON,
                      presenter.reader()));
            });
  }

  /** Accepts all frames that were looked at; the screen names the others. */
  void accept() {
    place
        .open()
        .filter(study -> !study.presenter().readOnly())
        .ifPresent(study -> study.presenter().reviewing().acceptStudy());
  }
}
