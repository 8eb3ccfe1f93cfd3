package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** On the true contours of a phantom at ED. */
class InsertionTest {

  private static PhantomStudy phantom;
  private static FrameKey frame;
  private static Slice slice;
  private static ReviewDocument document;

  @BeforeAll
  static void make() {
    phantom =
        Phantom.generate(PhantomOptions.small(7).withSlices(5), Progress.NONE, new CancelToken());
    frame = new FrameKey(2, phantom.truth().edPhase());
    slice = phantom.study().stack().slice(2);
    TreeMap<ContourKey, Tracing> truth = new TreeMap<>();
    phantom
        .contours()
        .forEach(
            (key, contour) -> truth.put(key, new Tracing(contour, new Provenance.Manual("r"))));
    document =
        Edits.apply(
                ReviewDocument.blank("1", 5, phantom.study().stack().phases()),
                new Edit.FillContours(truth, Filling.COPIED))
            .orThrow();
  }

  private static Contour contour(Structure structure) {
    return phantom.contours().get(new ContourKey(frame, structure));
  }

  @Test
  void startsFromWhereTheContoursMeetAtTheFront() {
    Point point = Insertion.of(document, slice, frame).orElseThrow().point();

    assertThat(Polygons.distance(contour(Structure.LV_EPI), point)).isLessThan(.5);
    assertThat(Polygons.distance(contour(Structure.RV_ENDO), point)).isLessThan(4);
    Vector3 middle = slice.toPatient(Polygons.centroid(contour(Structure.RV_ENDO)));
    Vector3 there = slice.toPatient(point);
    assertThat(there.z() - there.y())
        .as("anterior and superior")
        .isGreaterThan(middle.z() - middle.y());
  }

  @Test
  void staysWhereTheReaderPutsItUntilItIsGivenBack() {
    Point chosen = new Point(40.25, 31.5);
    ReviewDocument placed =
        Edits.apply(document, new Edit.PlaceInsertion(frame, chosen, "r")).orThrow();
    assertThat(Insertion.of(placed, slice, frame)).contains(new Insertion(chosen, true));

    ReviewDocument back = Edits.apply(placed, new Edit.PlaceInsertion(frame, null, "r")).orThrow();
    assertThat(back).isEqualTo(document);
  }

  @Test
  void isAStepThatIsUndone() {
    History start = History.of(document);
    Edit edit = new Edit.PlaceInsertion(frame, new Point(1, 2), "r");
    History after = ((History.Result.Applied) start.apply(edit)).history();

    assertThat(after.undoStep()).contains(edit);
    assertThat(after.undo().document()).isEqualTo(document);
    assertThat(after.undo().redo().document()).isEqualTo(after.document());
  }

  @Test
  void turnsRoundWithTheStack() {
    FrameKey base = new FrameKey(0, 3);
    ReviewDocument placed =
        Edits.apply(document, new Edit.PlaceInsertion(base, new Point(1, 2), "r")).orThrow();

    assertThat(Edits.apply(placed, new Edit.FlipStack("r")).orThrow().insertions())
        .containsOnlyKeys(new FrameKey(4, 3));
  }

  @Test
  void thereIsNoneWithoutAnRv() {
    ReviewDocument without =
        Edits.apply(document, new Edit.RemoveContour(new ContourKey(frame, Structure.RV_ENDO), "r"))
            .orThrow();

    assertThat(Insertion.of(without, slice, frame)).isEmpty();
  }
}
