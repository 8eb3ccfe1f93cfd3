package ventricle.app.shell;

import ventricle.app.review.ReviewPresenter;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.review.ReviewDocument;

/** A version of the open study's document with what belongs to it, to be written or sent. */
record Results(Study study, ReviewDocument document, Measurements numbers) {

  /** As they are on screen, or of an earlier version, which may lie the other way round. */
  static Results of(OpenStudy open, ReviewDocument version) {
    ReviewPresenter presenter = open.presenter();
    ReviewDocument now = presenter.document();
    Study shown = presenter.study().turned(version.flipped() != now.flipped());
    Measurements numbers =
        version.equals(now) ? onScreen(presenter) : Measurer.measure(shown, version);
    return new Results(shown, version, numbers);
  }

  /** The numbers with all that is said of them, also what the models remarked. */
  static Measurements onScreen(ReviewPresenter presenter) {
    return presenter.measurementsProperty().get().withFlags(presenter.findings().remarks());
  }
}
