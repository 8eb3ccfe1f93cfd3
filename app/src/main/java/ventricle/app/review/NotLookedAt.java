package ventricle.app.review;

import java.util.SortedSet;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.PhaseMark;

/**
 * The frames that kept a study from being accepted, each a way to itself; gone once all are seen.
 */
final class NotLookedAt extends VBox {

  private final Text text;
  private final ReviewPresenter presenter;
  private final FlowPane frames = new FlowPane(8, 2);

  NotLookedAt(Text text, ReviewPresenter presenter) {
    super(4);
    this.text = text;
    this.presenter = presenter;
    setId("not-looked-at");
    getStyleClass().add("flag");
    Label words = new Label(text.get("accept.study.blocked"));
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(words, frames);
    managedProperty().bind(visibleProperty());
    presenter.reviewing().looks().askedProperty().subscribe(this::show);
  }

  private void show(SortedSet<FrameKey> left) {
    setVisible(!left.isEmpty());
    frames.getChildren().setAll(left.stream().map(this::link).toList());
  }

  private Hyperlink link(FrameKey frame) {
    PhaseMark ed = presenter.document().ed();
    boolean atEd = ed != null && ed.phase() == frame.phase();
    Hyperlink link = new Hyperlink(text.get("frame.marked", frame.slice() + 1, atEd ? "ED" : "ES"));
    link.setId("not-looked-at-" + frame.slice() + "-" + frame.phase());
    link.setOnAction(e -> presenter.go(frame));
    return link;
  }
}
