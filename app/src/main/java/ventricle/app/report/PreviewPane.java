package ventricle.app.report;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import ventricle.app.job.FxJobs;
import ventricle.app.text.Text;
import ventricle.engine.report.PageImages.PageImage;

/** A report page by page, as it will be written; until it is set, how far that is. */
public final class PreviewPane extends BorderPane {

  private static final double EDGE = 12;

  private final Text text;
  private final ImageView page = new ImageView();
  private final ScrollPane scroll = new ScrollPane();
  private final Label where = new Label();
  private final Button before;
  private final Button after;
  private final ToggleButton whole;
  private final BooleanProperty set = new SimpleBooleanProperty(false);
  private final Label trouble = new Label();
  private final Label missing = new Label();
  private final Button cancel = new Button();
  private List<Image> pages = List.of();
  private int shown;

  /**
   * @param jobs where the report is being set
   */
  public PreviewPane(Text text, FxJobs jobs) {
    this.text = text;
    before = button("preview-before", () -> turnTo(shown - 1));
    after = button("preview-after", () -> turnTo(shown + 1));
    where.setId("preview-where");
    where.setMinWidth(Region.USE_PREF_SIZE);
    whole = new ToggleButton(text.get("preview.whole"));
    whole.setId("preview-whole");
    whole.setSelected(true);
    whole.selectedProperty().subscribe(this::fit);
    HBox bar = new HBox(8, before, where, after, whole);
    bar.setAlignment(Pos.CENTER);
    bar.setPadding(new Insets(8));
    bar.visibleProperty().bind(set);
    page.setId("preview-page");
    page.setPreserveRatio(true);
    page.setSmooth(true);
    StackPane paper = new StackPane(page);
    paper.setPadding(new Insets(EDGE));
    scroll.setContent(paper);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.viewportBoundsProperty().subscribe(this::fit);
    scroll.visibleProperty().bind(set);
    scroll.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    missing.setId("preview-missing");
    missing.setWrapText(true);
    missing.visibleProperty().bind(Bindings.isNotEmpty(missing.textProperty()));
    missing.managedProperty().bind(missing.visibleProperty());
    missing.setPadding(new Insets(0, EDGE, 8, EDGE));
    setTop(new VBox(bar, missing));
    setCenter(new StackPane(scroll, waiting(jobs)));
  }

  private Button button(String id, Runnable action) {
    Button button = new Button(text.get(id.replace('-', '.')));
    button.setId(id);
    button.setOnAction(e -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private VBox waiting(FxJobs jobs) {
    ProgressBar progress = new ProgressBar();
    progress.setId("preview-progress");
    progress.progressProperty().bind(jobs.progressProperty());
    progress.visibleProperty().bind(jobs.runningProperty());
    progress.managedProperty().bind(progress.visibleProperty());
    Label doing = new Label(text.get("preview.setting"));
    doing.visibleProperty().bind(jobs.runningProperty());
    doing.managedProperty().bind(doing.visibleProperty());
    cancel.setText(text.get("preview.cancel"));
    cancel.setId("preview-cancel");
    cancel.visibleProperty().bind(jobs.runningProperty());
    cancel.managedProperty().bind(cancel.visibleProperty());
    trouble.setId("preview-trouble");
    trouble.setWrapText(true);
    trouble.visibleProperty().bind(Bindings.isNotEmpty(trouble.textProperty()));
    trouble.managedProperty().bind(trouble.visibleProperty());
    VBox box = new VBox(10, doing, progress, cancel, trouble);
    box.setAlignment(Pos.CENTER);
    box.setPadding(new Insets(24));
    box.visibleProperty().bind(set.not());
    return box;
  }

  /** What the button does that is there while the report is being set. */
  public void onCancel(Runnable action) {
    cancel.setOnAction(e -> action.run());
  }

  /**
   * Shows the first page.
   *
   * @param without what a reader would look for in vain; empty when nothing is amiss
   */
  public void show(List<PageImage> images, String without) {
    missing.setText(without.isEmpty() ? "" : text.get("preview.missing", without));
    pages = images.stream().map(PreviewPane::image).toList();
    set.set(true);
    turnTo(0);
    scroll.requestFocus();
  }

  /** Says why there are no pages. */
  public void fail(String why) {
    trouble.setText(why);
  }

  private static Image image(PageImage page) {
    WritableImage image = new WritableImage(page.width(), page.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            page.width(),
            page.height(),
            PixelFormat.getIntArgbInstance(),
            page.argb(),
            0,
            page.width());
    return image;
  }

  private void keyPressed(KeyEvent event) {
    switch (event.getCode()) {
      case PAGE_DOWN, RIGHT -> turnTo(shown + 1);
      case PAGE_UP, LEFT -> turnTo(shown - 1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void turnTo(int number) {
    if (number < 0 || number >= pages.size()) {
      return;
    }
    shown = number;
    page.setImage(pages.get(number));
    String words = text.get("preview.where", number + 1, pages.size());
    where.setText(words);
    page.setAccessibleText(words);
    before.setDisable(number == 0);
    after.setDisable(number == pages.size() - 1);
    scroll.setVvalue(0);
    fit();
  }

  /** The whole page in view, or as wide as the window. */
  private void fit() {
    double wide = scroll.getViewportBounds().getWidth() - 2 * EDGE;
    double high = scroll.getViewportBounds().getHeight() - 2 * EDGE;
    if (wide > 0 && high > 0) {
      page.setFitWidth(wide);
      page.setFitHeight(whole.isSelected() ? high : 0);
    }
  }
}
