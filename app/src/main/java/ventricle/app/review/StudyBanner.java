package ventricle.app.review;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.review.Amendment;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;

/**
 * Lines above the study that say what is out of the ordinary: that it is signed or being amended,
 * and that changes are in memory only. Not there otherwise.
 */
final class StudyBanner extends VBox {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  private final Text text;
  private final ReviewPresenter presenter;
  private final Label life = new Label();
  private final Label unsaved = new Label();
  private final HBox lifeLine;
  private final HBox unsavedLine;

  StudyBanner(Text text, ReviewPresenter presenter, Consumer<Action> run) {
    this.text = text;
    this.presenter = presenter;
    life.setId("study-life");
    unsaved.setId("unsaved");
    lifeLine = line(life);
    unsavedLine = line(unsaved, link(Action.SAVE_COPY, run), link(Action.RETRY_SAVING, run));
    unsavedLine.getStyleClass().add("warning");
    getChildren().addAll(lifeLine, unsavedLine);
    presenter.documentProperty().subscribe(d -> showLife());
    presenter.saving().unsavedProperty().subscribe(n -> showUnsaved(n.intValue()));
  }

  private static HBox line(javafx.scene.Node... nodes) {
    HBox line = new HBox(16, nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("study-banner");
    line.managedProperty().bind(line.visibleProperty());
    return line;
  }

  private Hyperlink link(Action action, Consumer<Action> run) {
    Hyperlink link = new Hyperlink(text.get(action.textKey()));
    link.setId(action.id());
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(e -> run.accept(action));
    return link;
  }

  private void showLife() {
    StudyLife now = StudyLife.of(presenter.document());
    life.setText(
        switch (now) {
          case StudyLife.Draft draft -> "";
          case StudyLife.Ready ready -> "";
          case StudyLife.Signed(SignedVersion v) ->
              text.get("life.signed", v.name(), v.reader(), moment(v.at()), v.number());
          case StudyLife.Amended(SignedVersion v, Amendment a) ->
              text.get("life.amended", v.number(), a.reader(), moment(a.at()), a.reason());
        });
    life.setTooltip(
        presenter
            .document()
            .signatures()
            .latest()
            .map(v -> new Tooltip(text.get("life.tip", v.number(), v.sha256())))
            .orElse(null));
    lifeLine.setVisible(!life.getText().isEmpty());
  }

  private void showUnsaved(int changes) {
    unsaved.setText(text.get("unsaved", changes));
    unsavedLine.setVisible(changes > 0);
  }

  private static String moment(Instant at) {
    return MOMENT.format(at.atZone(ZoneId.systemDefault()));
  }
}
