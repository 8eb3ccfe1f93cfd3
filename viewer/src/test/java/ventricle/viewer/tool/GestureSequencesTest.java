package ventricle.viewer.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.input.KeyCode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Edit;
import ventricle.engine.review.History;
import ventricle.engine.review.Nesting;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.SyntheticStudy;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.view.ImageShape;
import ventricle.viewer.view.ImageTransform;
import ventricle.viewer.view.Viewport;

/** Whatever is done with the tools, in whatever order, the document stays sound. */
class GestureSequencesTest {

  private static final int SIZE = 128;
  private static final SyntheticStudy STUDY = new SyntheticStudy(SIZE, 5, 4);
  private static final List<Structure> STRUCTURES =
      List.of(Structure.LV_ENDO, Structure.LV_EPI, Structure.RV_ENDO, Structure.LV_PAPILLARY);

  /** Every way to change a contour, each made anew for a gesture. */
  private enum Hand {
    POINTS(ControlPointTool::new),
    NUDGE(() -> new NudgeTool(new Disc(5))),
    BRUSH(() -> BrushTool.brush(new Disc(4))),
    ERASER(() -> BrushTool.eraser(new Disc(4))),
    REDRAW(RedrawTool::new),
    TRANSFORM(TransformTool::new),
    DRAW(DrawTool::new),
    DRAW_POINTS(DrawPointsTool::new),
    SMOOTH(BrowseTool::new),
    GROW(BrowseTool::new),
    SHRINK(BrowseTool::new),
    DELETE(BrowseTool::new),
    REVERT(BrowseTool::new);

    private final Supplier<Tool> tool;

    Hand(Supplier<Tool> tool) {
      this.tool = tool;
    }
  }

  /** One gesture: which tool, on what, along which way, with Ctrl down from where on. */
  private record Doing(Hand hand, Structure structure, List<Point> way, int controlFrom) {}

  @Provide
  Arbitrary<List<Doing>> doings() {
    Arbitrary<Double> at = Arbitraries.doubles().between(-15, SIZE + 15.0);
    Arbitrary<Double> near = Arbitraries.doubles().between(30, 100);
    Arbitrary<Point> point =
        Arbitraries.oneOf(
            Combinators.combine(near, near).as(Point::new),
            Combinators.combine(at, at).as(Point::new));
    return Combinators.combine(
            Arbitraries.of(Hand.class),
            Arbitraries.of(STRUCTURES),
            point.list().ofMinSize(2).ofMaxSize(7),
            Arbitraries.integers().between(0, 9))
        .as(Doing::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property(tries = 60)
  void anySequenceOfGesturesKeepsContoursSoundAndIsUndoneToTheExactStart(
      @ForAll("doings") List<Doing> doings) {
    Desk desk = new Desk(STUDY.document);
    for (Doing doing : doings) {
      desk.structure = doing.structure;
      int steps = desk.history.past().size();
      desk.make(doing);
      assertThat(desk.history.past().size()).as("at most one step a gesture").isLessThan(steps + 2);
      assertSound(desk.history.document());
    }
    History back = desk.history;
    while (back.undoStep().isPresent()) {
      back = back.undo();
    }
    assertThat(back.document()).isEqualTo(STUDY.document);
    while (back.redoStep().isPresent()) {
      back = back.redo();
    }
    assertThat(back.document()).isEqualTo(desk.history.document());
  }

  private static void assertSound(ReviewDocument document) {
    for (Structure structure : STRUCTURES) {
      contour(document, structure)
          .ifPresent(
              c -> {
                assertThat(Polygons.isSimple(c)).as("%s is simple", structure).isTrue();
                assertThat(c.points())
                    .as("%s lies on the image", structure)
                    .allMatch(new ImageSize(SIZE, SIZE)::contains);
              });
    }
    assertThat(nested(document)).as("endo lies inside epi").isTrue();
  }

  private static boolean nested(ReviewDocument document) {
    Contour epi = contour(document, Structure.LV_EPI).orElse(null);
    Contour endo = contour(document, Structure.LV_ENDO).orElse(null);
    return epi == null || endo == null || Containment.holds(endo, epi);
  }

  private static Optional<Contour> contour(ReviewDocument document, Structure structure) {
    return document.shown(key(structure)).map(Tracing::contour);
  }

  private static ContourKey key(Structure structure) {
    return ContourKey.of(2, 1, structure);
  }

  /** A document with the tools' eyes and hands on one frame. */
  private static final class Desk implements ToolHost {

    private History history;
    private Structure structure = Structure.LV_ENDO;

    Desk(ReviewDocument document) {
      history = History.of(document);
    }

    void make(Doing doing) {
      switch (doing.hand) {
        case SMOOTH -> ContourStep.SMOOTH.apply(this, new PixelSpacing(1.5, 1.5));
        case GROW -> ContourStep.GROW.apply(this, new PixelSpacing(.3, .4));
        case SHRINK -> ContourStep.SHRINK.apply(this, new PixelSpacing(.3, .4));
        case DELETE -> commit(new Edit.RemoveContour(key(structure), "A"));
        case REVERT -> revert();
        case DRAW_POINTS -> points(doing);
        default -> drag(doing, doing.hand.tool.get());
      }
    }

    /** The model's contour comes back as it is; what that may cross is for a finding to say. */
    private void revert() {
      Edit revert = new Edit.RevertToModel(key(structure));
      if (history.apply(revert) instanceof History.Result.Applied(History after)
          && nested(after.document())) {
        history = after;
      }
    }

    private void drag(Doing doing, Tool tool) {
      // a tool that takes hold of something begins at the border
      List<Point> way = new ArrayList<>(doing.way);
      target()
          .flatMap(EditTarget::contour)
          .filter(c -> doing.controlFrom % 2 == 0)
          .ifPresent(c -> way.set(0, Polygons.nearest(c, way.getFirst()).point()));
      tool.moved(this, at(way.getFirst(), false));
      tool.pressed(this, at(way.getFirst(), doing.controlFrom == 0));
      for (int i = 1; i < way.size(); i++) {
        tool.dragged(this, at(way.get(i), i >= doing.controlFrom));
      }
      tool.released(this, at(way.getLast(), false));
    }

    private void points(Doing doing) {
      DrawPointsTool tool = new DrawPointsTool();
      int steps = history.past().size();
      for (Point p : doing.way) {
        if (history.past().size() > steps) {
          return; // a click on the first point has closed the contour; the next would begin another
        }
        tool.moved(this, at(p, false));
        tool.pressed(this, at(p, false));
        tool.released(this, at(p, false));
      }
      tool.key(this, KeyCode.ENTER);
      tool.cancel(this);
    }

    private PointerEvent at(Point p, boolean control) {
      return new PointerEvent(
          p, transform().screenX(p.x()), transform().screenY(p.y()), 1, false, control);
    }

    @Override
    public ImageTransform transform() {
      return ImageTransform.of(new ImageShape(SIZE, SIZE, 1), Viewport.FIT, 640, 640);
    }

    @Override
    public Viewport viewport() {
      return Viewport.FIT;
    }

    @Override
    public void setViewport(Viewport viewport) {}

    @Override
    public WindowLevel windowLevel() {
      return new WindowLevel(100, 200);
    }

    @Override
    public void setWindowLevel(WindowLevel windowLevel) {}

    @Override
    public Optional<EditTarget> target() {
      ReviewDocument document = history.document();
      @Nullable Tracing shown = document.shown(key(structure)).orElse(null);
      return Optional.of(
          new EditTarget(
              key(structure), shown, "A", Nesting.limit(document, key(structure)).orElse(null)));
    }

    @Override
    public void show(ToolDraft draft) {
      Contour drafted = draft.contour();
      if (drafted != null) {
        assertThat(Polygons.isSimple(drafted)).as("the draft is simple").isTrue();
      }
    }

    @Override
    public void commit(Edit edit) {
      if (history.apply(edit) instanceof History.Result.Applied(History after)) {
        history = after;
      }
    }

    @Override
    public void refuse(EditTarget target) {}
  }
}
