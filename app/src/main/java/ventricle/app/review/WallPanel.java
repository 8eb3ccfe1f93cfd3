package ventricle.app.review;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.BullseyeGeometry;
import ventricle.engine.measure.regional.BullseyeQuantity;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Entered;
import ventricle.engine.review.WallMotion;
import ventricle.viewer.bullseye.Bullseye;
import ventricle.viewer.bullseye.BullseyeData;
import ventricle.viewer.bullseye.ColourLegend;

/**
 * The wall by segments in the column of results: a polar map of the quantity chosen, what the
 * segment pointed at has, and the grades of wall motion, which are entered here.
 */
final class WallPanel extends VBox {

  private static final double MAP = 150;

  private final Text text;
  private final SegmentText words;
  private final ReviewPresenter presenter;
  private final Bullseye map;
  private final ComboBox<BullseyeQuantity> quantity = new ComboBox<>();
  private final ColourLegend legend = new ColourLegend();
  private final Label affected = new Label();
  private final WallMotionKey motion;
  private final Label readout = new Label();

  WallPanel(Text text, ReviewPresenter presenter, Consumer<Action> run) {
    super(6);
    this.text = text;
    this.words = new SegmentText(text);
    this.presenter = presenter;
    setId("wall");
    map = new Bullseye(this::line);
    map.setId("bullseye");
    map.setMinSize(MAP, MAP);
    map.setPrefSize(MAP, MAP);
    map.setOnChosen(this::chosen);
    map.setOnAsked((segment, x, y) -> menu(segment, x, y));
    map.setOnGraded(this::grade);
    map.highlightedProperty().subscribe(segment -> showReadout());
    motion = new WallMotionKey(text, words, this::restNormal);
    affected.setText(text.get("wall.affected"));
    affected.getStyleClass().add("small");
    affected.setWrapText(true);
    readout.setId("bullseye-readout");
    readout.getStyleClass().add("readout");
    readout.setWrapText(true);
    VBox beside = new VBox(8, choice(), legend, affected, motion);
    HBox.setHgrow(beside, Priority.ALWAYS);
    HBox row = new HBox(12, map, beside);
    row.setAlignment(Pos.TOP_LEFT);
    getChildren().addAll(head(run), row, readout);
    presenter.measurementsProperty().subscribe(m -> show());
    presenter.documentProperty().map(d -> d.entries().wallMotion()).subscribe(g -> show());
    presenter.readOnlyProperty().subscribe(r -> show());
  }

  private HBox head(Consumer<Action> run) {
    Label title = new Label(text.get("wall.title"));
    title.getStyleClass().add("section-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(2, title, gap);
    head.setAlignment(Pos.CENTER_LEFT);
    for (Action action : new Action[] {Action.GRADE_WALL_MOTION, Action.TOGGLE_THICKNESS}) {
      Button button = new Button(null, new FontIcon(action.icon()));
      button.setId(action.id());
      button.getStyleClass().addAll("icon-button", "compact");
      button.setAccessibleText(text.get(action.textKey()));
      button.setTooltip(new Tooltip(action.tip(text)));
      button.setOnAction(e -> run.accept(action));
      head.getChildren().add(button);
    }
    return head;
  }

  private ComboBox<BullseyeQuantity> choice() {
    quantity.setId("bullseye-quantity");
    quantity.getStyleClass().add("compact-choice");
    quantity.setMaxWidth(Double.MAX_VALUE);
    quantity.setAccessibleText(text.get("wall.quantity"));
    quantity.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable BullseyeQuantity value) {
            return value == null ? "" : text.get("wall.quantity." + Text.key(value));
          }

          @Override
          public @Nullable BullseyeQuantity fromString(String name) {
            return null; // nothing is typed
          }
        });
    quantity.getItems().setAll(BullseyeQuantity.values());
    quantity.setValue(BullseyeQuantity.THICKENING);
    quantity.valueProperty().subscribe(q -> show());
    return quantity;
  }

  private Regional regional() {
    return presenter.measurementsProperty().get().regional();
  }

  private SortedMap<Integer, WallMotion> grades() {
    return presenter.document().entries().wallMotion();
  }

  private void show() {
    BullseyeQuantity shown = quantity.getValue();
    boolean grading = shown == BullseyeQuantity.WALL_MOTION;
    BullseyeData data = BullseyeData.of(shown, regional(), grades());
    map.dataProperty().set(data);
    map.gradingProperty().set(grading && !presenter.readOnly());
    legend.show(shown);
    shown(legend, !grading);
    shown(motion, grading);
    shown(affected, data.cells().stream().anyMatch(BullseyeData.Cell::affected));
    motion.show(grades(), presenter.readOnly());
    showReadout();
  }

  private static void shown(Region part, boolean on) {
    part.setVisible(on);
    part.setManaged(on);
  }

  private void showReadout() {
    AhaSegment at = map.highlightedProperty().get();
    readout.setText(at == null ? summary() : line(at));
  }

  private String summary() {
    String reason = regional().reason();
    if (quantity.getValue() == BullseyeQuantity.WALL_MOTION) {
      return text.get(presenter.readOnly() ? "wall.read-only" : "wall.grade-help");
    }
    return reason == null ? text.get("wall.help") : reason;
  }

  private String line(AhaSegment segment) {
    return words.line(quantity.getValue(), regional().wall(segment), grades());
  }

  private void chosen(AhaSegment segment) {
    if (map.gradingProperty().get()) {
      Point2D at = map.localToScreen(map.place(segment));
      menu(segment, at.getX(), at.getY());
    } else {
      go(segment);
    }
  }

  private void go(AhaSegment segment) {
    SegmentWall wall = regional().wall(segment);
    FrameKey frame = SegmentText.frame(quantity.getValue(), wall, presenter.frame());
    if (frame != null) {
      presenter.go(frame);
    } else if (wall.reason() != null) {
      presenter.refuse(wall.reason());
    }
  }

  private void menu(AhaSegment segment, double x, double y) {
    if (map.gradingProperty().get()) {
      new GradeMenu(
              text,
              words,
              grades().get(segment.number()),
              grade -> grade(segment, grade),
              () -> go(segment))
          .show(map, x, y);
    }
  }

  private void grade(AhaSegment segment, @Nullable WallMotion grade) {
    TreeMap<Integer, WallMotion> next = new TreeMap<>(grades());
    if (grade == null) {
      next.remove(segment.number());
    } else {
      next.put(segment.number(), grade);
    }
    enter(next);
  }

  private void restNormal() {
    TreeMap<Integer, WallMotion> next = new TreeMap<>(grades());
    for (int segment = 1; segment <= BullseyeGeometry.SEGMENTS; segment++) {
      next.putIfAbsent(segment, WallMotion.NORMAL);
    }
    enter(next);
  }

  private void enter(SortedMap<Integer, WallMotion> next) {
    if (!presenter.readOnly() && !next.equals(grades())) {
      presenter.apply(
          new Edit.SetEntries(
              presenter.document().entries().with(next), Entered.WALL_MOTION, presenter.reader()));
    }
  }

  /** The polar map, to be kept in step with other views of the segments. */
  Bullseye map() {
    return map;
  }

  /** Empty when the action does not concern this panel. */
  Optional<Runnable> handler(Action action) {
    return switch (action) {
      case GRADE_WALL_MOTION -> Optional.of(this::startGrading);
      case NEXT_WALL_QUANTITY -> Optional.of(this::nextQuantity);
      default -> Optional.empty();
    };
  }

  private void startGrading() {
    quantity.setValue(BullseyeQuantity.WALL_MOTION);
    map.requestFocus();
  }

  private void nextQuantity() {
    var all = Arrays.asList(BullseyeQuantity.values());
    quantity.setValue(all.get((all.indexOf(quantity.getValue()) + 1) % all.size()));
  }
}
