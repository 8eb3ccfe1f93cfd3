package ventricle.viewer.bullseye;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.BullseyeColours;
import ventricle.engine.measure.regional.BullseyeGeometry;
import ventricle.engine.measure.regional.BullseyeQuantity;
import ventricle.engine.review.WallMotion;

/**
 * A value for each segment in its colour, hatched where it is not known. Style class {@code
 * bullseye}. The segment pointed at, or chosen with the arrow keys, is the highlighted one; a click
 * or Enter does what {@link #setOnChosen} says, and where grades are entered the keys 1 to 5 grade
 * the highlighted segment and Delete takes its grade away. JavaFX thread only.
 */
public final class Bullseye extends Region {

  private final ObjectProperty<BullseyeData> data =
      new SimpleObjectProperty<>(this, "data", BullseyeData.empty(BullseyeQuantity.THICKENING));
  private final ObjectProperty<@Nullable AhaSegment> highlighted =
      new SimpleObjectProperty<>(this, "highlighted");
  private final BooleanProperty grading = new SimpleBooleanProperty(this, "grading");
  private final Function<AhaSegment, String> spoken;
  private final List<SegmentNode> segments;
  private final SVGPath halo = new SVGPath();
  private final SVGPath ring = new SVGPath();
  private final BullseyeKeys keys = new BullseyeKeys(new Keyed());
  private @Nullable AhaSegment cursor;
  private Consumer<AhaSegment> onChosen = segment -> {};
  private Graded onGraded = (segment, grade) -> {};
  private Asked onAsked = (segment, x, y) -> {};

  /** Receives a grade for a segment. */
  public interface Graded {
    /**
     * @param grade null to take the segment's grade away
     */
    void grade(AhaSegment segment, @Nullable WallMotion grade);
  }

  /** Receives a request for the menu of a segment, at a place on the screen. */
  public interface Asked {
    void menu(AhaSegment segment, double screenX, double screenY);
  }

  /**
   * @param spoken the name of a segment with its value and where it was measured
   */
  public Bullseye(Function<AhaSegment, String> spoken) {
    this.spoken = spoken;
    getStyleClass().add("bullseye");
    setAccessibleRole(AccessibleRole.BUTTON);
    setFocusTraversable(true);
    setMinSize(120, 120);
    setPrefSize(172, 172);
    BullseyeColours colours = BullseyeColours.viridis();
    segments = BullseyeGeometry.sectors().stream().map(s -> new SegmentNode(s, colours)).toList();
    halo.getStyleClass().add("segment-halo");
    ring.getStyleClass().add("segment-ring");
    getChildren().addAll(segments);
    getChildren().addAll(halo, ring);
    getChildren()
        .forEach(
            node -> {
              node.setManaged(false);
              node.setMouseTransparent(true);
            });
    data.subscribe(this::show);
    highlighted.subscribe(this::showHighlight);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::pointed);
    addEventHandler(MouseEvent.MOUSE_EXITED, e -> highlighted.set(ofKeys()));
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
    focusedProperty().subscribe(this::focusChanged);
  }

  private void show(BullseyeData now) {
    for (int i = 0; i < segments.size(); i++) {
      segments.get(i).show(now.quantity(), now.cells().get(i));
    }
    showHighlight(highlighted.get());
    requestLayout();
  }

  private void showHighlight(@Nullable AhaSegment now) {
    halo.setVisible(now != null);
    ring.setVisible(now != null);
    if (now != null) {
      setAccessibleText(spoken.apply(now));
      placeHighlight(now);
    }
  }

  private void focusChanged(boolean focused) {
    if (focused && cursor == null) {
      cursor = AhaSegment.BASAL_ANTERIOR;
    }
    if (focused && highlighted.get() == null) {
      highlighted.set(cursor);
    } else if (!focused && !isHover()) {
      highlighted.set(null);
    }
  }

  private @Nullable AhaSegment ofKeys() {
    return isFocused() ? cursor : null;
  }

  private OptionalInt at(MouseEvent e) {
    double radius = radius();
    return BullseyeGeometry.segmentAt(
        (e.getX() - getWidth() / 2) / radius, (e.getY() - getHeight() / 2) / radius);
  }

  private void pointed(MouseEvent e) {
    OptionalInt at = at(e);
    highlighted.set(at.isPresent() ? AhaSegment.of(at.getAsInt()) : ofKeys());
  }

  private void clicked(MouseEvent e) {
    OptionalInt at = at(e);
    if (at.isEmpty()) {
      return;
    }
    AhaSegment segment = AhaSegment.of(at.getAsInt());
    cursor = segment;
    if (grading.get()) {
      requestFocus();
    }
    if (e.getButton() == MouseButton.PRIMARY) {
      onChosen.accept(segment);
    } else if (e.getButton() == MouseButton.SECONDARY) {
      onAsked.menu(segment, e.getScreenX(), e.getScreenY());
    }
    e.consume();
  }

  private double radius() {
    return Math.max(1, Math.min(getWidth(), getHeight()) / 2 - 3);
  }

  @Override
  protected void layoutChildren() {
    for (SegmentNode segment : segments) {
      segment.place(getWidth() / 2, getHeight() / 2, radius());
    }
    if (highlighted.get() != null) {
      placeHighlight(highlighted.get());
    }
  }

  private void placeHighlight(AhaSegment segment) {
    String outline =
        BullseyeGeometry.sector(segment.number()).path(getWidth() / 2, getHeight() / 2, radius());
    halo.setContent(outline);
    ring.setContent(outline);
  }

  /** What is shown. */
  public ObjectProperty<BullseyeData> dataProperty() {
    return data;
  }

  /** The segment pointed at or chosen with the keys; null when none is. */
  public ObjectProperty<@Nullable AhaSegment> highlightedProperty() {
    return highlighted;
  }

  /** Whether keys grade the highlighted segment. */
  public BooleanProperty gradingProperty() {
    return grading;
  }

  /** Receives the segment that was clicked, or on which Enter was pressed. */
  public void setOnChosen(Consumer<AhaSegment> action) {
    onChosen = action;
  }

  public void setOnGraded(Graded action) {
    onGraded = action;
  }

  /** Receives the segment of a click with the second button. */
  public void setOnAsked(Asked action) {
    onAsked = action;
  }

  /** The middle of a segment in this control, for pointing at it. */
  public Point2D place(AhaSegment segment) {
    BullseyeGeometry.At at = BullseyeGeometry.sector(segment.number()).label();
    return new Point2D(getWidth() / 2 + at.x() * radius(), getHeight() / 2 + at.y() * radius());
  }

  private final class Keyed implements BullseyeKeys.Target {
    @Override
    public AhaSegment cursor() {
      return cursor == null ? AhaSegment.BASAL_ANTERIOR : cursor;
    }

    @Override
    public void move(AhaSegment to) {
      cursor = to;
      highlighted.set(to);
    }

    @Override
    public void choose(AhaSegment segment) {
      onChosen.accept(segment);
    }

    @Override
    public boolean grades() {
      return grading.get();
    }

    @Override
    public void grade(AhaSegment segment, @Nullable WallMotion grade) {
      onGraded.grade(segment, grade);
    }
  }
}
