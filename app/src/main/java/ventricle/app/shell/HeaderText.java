package ventricle.app.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.inference.ModelCard;
import ventricle.engine.inference.Models;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.protocol.Assignment;

/** The words of the header. */
record HeaderText(Text text) {

  /** A case of an observer study, whose patient stays hidden. */
  String assignment(Assignment given) {
    return text.get(
        "case.title", given.what().name(), given.position() + 1, given.protocol().cases().size());
  }

  String patient(Patient patient) {
    StringJoiner parts = new StringJoiner(" · ");
    String name = patient.name();
    String id = patient.id();
    parts.add(
        name != null && !name.isBlank()
            ? name.replace('^', ' ').strip()
            : id != null && !id.isBlank() ? id : text.get("header.patient.unknown"));
    if (patient.sex() != null) {
      parts.add(patient.sex());
    }
    if (patient.ageYears() != null) {
      parts.add(text.get("header.age", Math.round(patient.ageYears())));
    }
    return parts.toString();
  }

  String stack(CineStack stack) {
    PixelSpacing spacing = stack.slice(0).spacing();
    String pixel =
        spacing == null ? "" : String.format(Locale.ROOT, " · %.2f mm", spacing.column());
    return text.get("header.stack", stack.sliceCount(), stack.phases(), pixel);
  }

  String state(ReviewPresenter presenter) {
    String state =
        text.get("state." + presenter.document().state().name().toLowerCase(Locale.ROOT));
    String reader = state + " · " + text.get("header.reader") + " " + presenter.reader();
    return presenter.openElsewhere() ? reader + " · " + text.get("header.read-only") : reader;
  }

  String reviewed(ReviewPresenter presenter) {
    ReviewProgress progress = presenter.reviewing().progress();
    int all = progress.reviewed().size() + progress.remaining().size();
    return progress.marksSet()
        ? text.get("header.reviewed") + " " + progress.reviewed().size() + " / " + all
        : "";
  }

  /** The part of the frames in use that is reviewed, 0 to 1. */
  double reviewedPart(ReviewPresenter presenter) {
    ReviewProgress progress = presenter.reviewing().progress();
    int all = progress.reviewed().size() + progress.remaining().size();
    return all == 0 ? 0 : (double) progress.reviewed().size() / all;
  }

  /** How far ED and ES are, a line each. */
  String reviewedTip(ReviewPresenter presenter) {
    ReviewProgress progress = presenter.reviewing().progress();
    return Arrays.stream(Mark.values())
        .filter(mark -> presenter.document().mark(mark) != null)
        .map(mark -> reviewedTip(presenter, progress, mark))
        .collect(Collectors.joining("\n"));
  }

  private String reviewedTip(ReviewPresenter presenter, ReviewProgress progress, Mark mark) {
    PhaseMark set = Objects.requireNonNull(presenter.document().mark(mark));
    long done = progress.reviewed().stream().filter(f -> f.phase() == set.phase()).count();
    return text.get("header.reviewed.tip", mark.name(), done, presenter.document().sliceCount());
  }

  /** Short, because there may be four. */
  String models(Models models) {
    return models.isEmpty()
        ? text.get("header.models.none")
        : models.cards().stream()
            .map(card -> card.method() + " " + card.version())
            .collect(Collectors.joining(" · "));
  }

  /** Every model with its hash, for the tip. */
  String modelsTip(Models models) {
    return models.cards().stream()
        .map(
            (ModelCard card) ->
                "%s  %s (%s)\n%s\nsha256 %s"
                    .formatted(
                        card.method(), card.id(), card.role().text(), card.title(), card.sha256()))
        .collect(Collectors.joining("\n"));
  }
}
