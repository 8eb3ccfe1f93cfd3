package ventricle.app.review;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.StackPane;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.domain.Study;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.canvas.CineCanvas;

/** The images in the middle of the screen, with the tools and the legend over them. */
public final class ImageWell extends StackPane {

  private static final double MARGIN = 12;

  private final Text text;
  private final ReviewPresenter presenter;
  private final CineCanvas canvas;
  private final Consumer<Action> run;
  private final SideBySide images;

  /**
   * @param canvas shows the frame that is worked on
   */
  ImageWell(Text text, ReviewPresenter presenter, CineCanvas canvas, Consumer<Action> run) {
    this.text = text;
    this.presenter = presenter;
    this.canvas = canvas;
    this.run = run;
    getStyleClass().add("cine-well");
    ToolPalette palette = new ToolPalette(text, presenter, run);
    setAlignment(palette, Pos.TOP_LEFT);
    setMargin(palette, new Insets(MARGIN));
    StructurePicker legend = new StructurePicker(text, presenter);
    setAlignment(legend, Pos.TOP_RIGHT);
    setMargin(legend, new Insets(MARGIN));
    images = new SideBySide(canvas, palette.widthProperty().add(MARGIN));
    getChildren().addAll(images, palette, legend);
    presenter.sliceProperty().subscribe(images::follow);
    presenter.phaseProperty().subscribe(images::follow);
    presenter.documentProperty().subscribe(images::follow);
  }

  /** What concerns the images as a whole; empty for any other action. */
  Optional<Runnable> handler(Action action) {
    return action == Action.SIDE_BY_SIDE ? Optional.of(this::togglePhases) : Optional.empty();
  }

  /** Shows another study, for reading only, beside the one that is worked on. */
  public void showStudy(Study other, ReviewDocument document) {
    images.companionProperty().set(new OtherStudy(text, presenter, canvas, other, document));
  }

  /** Takes away the other study; false when there is none. */
  public boolean takeStudyAway() {
    boolean there = images.companionProperty().get() instanceof OtherStudy;
    if (there) {
      images.companionProperty().set(null);
    }
    return there;
  }

  private void togglePhases() {
    boolean there = images.companionProperty().get() instanceof OtherPhase;
    images.companionProperty().set(there ? null : new OtherPhase(text, presenter, canvas, run));
  }
}
