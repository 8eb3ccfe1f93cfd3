package ventricle.engine.measure.regional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomTruth;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;

/** Thickness from the contours of phantoms against the formulas of their shapes. */
class PhantomWallTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everySegmentIsWithinHalfAMillimetreOfTheKnownShape(long seed) {
    PhantomStudy phantom = Phantom.generate(PhantomOptions.small(seed));
    PhantomTruth truth = phantom.truth();
    CineStack stack = phantom.study().stack();
    Regional regional = WallThickness.of(stack, document(phantom), new Rings());

    for (SegmentWall wall : regional.segments()) {
      Double ed = truth.wallEdMm().get(wall.segment().number() - 1);
      Double es = truth.wallEsMm().get(wall.segment().number() - 1);
      assertThat(wall.reason()).isNull();
      assertThat(wall.edMm()).as(wall.segment().key()).isCloseTo(ed, within(.5));
      assertThat(wall.esMm()).as(wall.segment().key()).isCloseTo(es, within(.5));
    }
  }

  private static ReviewDocument document(PhantomStudy phantom) {
    CineStack stack = phantom.study().stack();
    TreeMap<ContourKey, Tracing> contours = new TreeMap<>();
    phantom
        .contours()
        .forEach((k, c) -> contours.put(k, new Tracing(c, new Provenance.Imported("truth"))));
    Set<Integer> phases =
        IntStream.range(0, stack.phases()).boxed().collect(Collectors.toUnmodifiableSet());
    ReviewDocument document = ReviewDocument.blank("1.2.3", stack.sliceCount(), stack.phases());
    for (Edit edit :
        List.of(
            new Edit.ModelRun(phases, contours, null, Set.of(), "cpu"),
            new Edit.MoveMark(Mark.ED, phantom.truth().edPhase(), "truth"),
            new Edit.MoveMark(Mark.ES, phantom.truth().esPhase(), "truth"))) {
      document = Edits.apply(document, edit).orThrow();
    }
    return document;
  }
}
