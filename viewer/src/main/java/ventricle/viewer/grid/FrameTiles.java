package ventricle.viewer.grid;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.overlay.ContourPainter;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.ImageShape;

/**
 * Some frames of a stack as small pictures with contours over them, all of the same part of the
 * image. Pictures are made away from the JavaFX thread.
 */
public final class FrameTiles extends TilePane {

  private static final double LINE = 1.7;

  /** Pixels of a picture for each of its points on screen, for screens of any density. */
  private static final int DENSITY = 2;

  /** Room around contours, besides that of a {@link Crop}. */
  private static final double ROOM = 1.4;

  private final double side;
  private final CineStack stack;
  private final WindowLevel window;
  private final Thumbnails thumbnails = new Thumbnails(this::repaint);
  private final ContourPainter painter = new ContourPainter();
  private List<Tile> tiles = List.of();
  private List<Canvas> canvases = List.of();
  private Crop crop = Crop.MIDDLE;

  /**
   * A frame.
   *
   * @param contours over it, the lowest first
   * @param words below it, also for who hears the screen
   */
  public record Tile(FrameKey frame, List<OverlayContour> contours, String words) {
    public Tile {
      contours = List.copyOf(contours);
    }
  }

  /**
   * @param side of a picture, screen pixels
   */
  public FrameTiles(CineStack stack, WindowLevel window, int columns, double side) {
    super(8, 8);
    this.stack = stack;
    this.window = window;
    this.side = side;
    setPrefColumns(columns);
    setAlignment(Pos.TOP_LEFT);
  }

  /** Shows other frames; those without an image in the stack are black. */
  public void show(List<Tile> shown) {
    tiles = List.copyOf(shown);
    crop = around(tiles).orElse(Crop.MIDDLE);
    canvases = tiles.stream().map(tile -> new Canvas(side, side)).toList();
    getChildren().clear();
    for (int i = 0; i < tiles.size(); i++) {
      Canvas canvas = canvases.get(i);
      canvas.setAccessibleText(tiles.get(i).words());
      Label words = new Label(tiles.get(i).words());
      words.getStyleClass().add("quiet");
      getChildren().add(new VBox(2, canvas, words));
    }
    repaint();
  }

  /** Whether every picture is there. */
  public boolean settled() {
    return tiles.stream()
        .map(Tile::frame)
        .allMatch(f -> stack.frame(f).isEmpty() || thumbnails.image(f).isPresent());
  }

  private Optional<Crop> around(List<Tile> shown) {
    return shown.stream()
        .flatMap(t -> Crop.around(t.contours(), shape(t.frame())).stream())
        .reduce(FrameTiles::both)
        .map(c -> new Crop(c.centreX(), c.centreY(), Math.min(1, c.size() * ROOM)));
  }

  /** A square that holds two, sizes being parts of the smaller side. */
  private static Crop both(Crop a, Crop b) {
    double left = Math.min(a.centreX() - a.size() / 2, b.centreX() - b.size() / 2);
    double right = Math.max(a.centreX() + a.size() / 2, b.centreX() + b.size() / 2);
    double top = Math.min(a.centreY() - a.size() / 2, b.centreY() - b.size() / 2);
    double bottom = Math.max(a.centreY() + a.size() / 2, b.centreY() + b.size() / 2);
    return new Crop(
        (left + right) / 2, (top + bottom) / 2, Math.min(1, Math.max(right - left, bottom - top)));
  }

  private ImageShape shape(FrameKey frame) {
    return ImageShape.of(stack.slice(frame.slice()));
  }

  private void repaint() {
    thumbnails.want(
        tiles.stream().map(Tile::frame).toList(),
        new Thumbnails.Recipe(stack, window, crop, (int) Math.round(side * DENSITY)));
    for (int i = 0; i < tiles.size(); i++) {
      paint(canvases.get(i).getGraphicsContext2D(), tiles.get(i));
    }
  }

  private void paint(GraphicsContext gc, Tile tile) {
    gc.setFill(Color.BLACK);
    gc.fillRect(0, 0, side, side);
    Image image = thumbnails.image(tile.frame()).orElse(null);
    if (image == null) {
      return;
    }
    gc.drawImage(image, 0, 0, side, side);
    var transform = crop.transform(shape(tile.frame()), 0, 0, side);
    tile.contours().forEach(contour -> painter.paint(gc, transform, contour, LINE));
  }
}
