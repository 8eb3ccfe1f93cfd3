package ventricle.app.compare;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import ventricle.app.text.Text;

/** Bland–Altman and correlation plots of two layers over a set of studies. */
public final class StudiesTab extends Tab {

  private final Text text;
  private final PairPlots plots;
  private final Label found = new Label();

  /**
   * @param run begins to compare over the studies; {@link #show} takes what comes of it
   */
  public StudiesTab(Text text, Runnable run) {
    super(text.get("compare.tab.studies"));
    this.text = text;
    this.plots = new PairPlots(text);
    Button start = new Button(text.get("compare.studies.run"));
    start.setId("compare-studies-run");
    start.setOnAction(e -> run.run());
    found.getStyleClass().add("quiet");
    found.setWrapText(true);
    found.setText(text.get("compare.studies.none"));
    HBox.setHgrow(plots.quantity(), Priority.ALWAYS);
    VBox content = new VBox(8, new HBox(8, plots.quantity(), start), found, plots);
    content.getStyleClass().add("compare-studies");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("results-scroll");
    setContent(scroll);
  }

  /** Shows what was found. */
  public void show(PairedStudies.Result now) {
    found.setText(text.get("compare.studies.found", now.compared(), now.leftOut()));
    plots.show(now.observers().pairs());
  }

  /** Another pair is compared: what was found is of no use. */
  public void forget() {
    found.setText(text.get("compare.studies.none"));
    plots.show(List.of());
  }
}
