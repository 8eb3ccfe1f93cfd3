package ventricle.engine.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.TestShapes;

/** What is computed gives way to what is shown; the documents' circles lie about (30, 30). */
class FittingTest {

  private static final ContourKey ENDO = ContourKey.of(0, 0, Structure.LV_ENDO);
  private static final ContourKey EPI = ContourKey.of(0, 0, Structure.LV_EPI);
  private static final ContourKey PAPILLARY = ContourKey.of(0, 0, Structure.LV_PAPILLARY);

  private static CineStack stack() {
    Slice slice =
        new Slice(
            64,
            64,
            new PixelSpacing(1, 1),
            new Vector3(0, 0, 0),
            new Vector3(1, 0, 0),
            new Vector3(0, 1, 0),
            null);
    return new CineStack("", null, List.of(slice), 6, new TreeMap<>(), null, null, List.of());
  }

  private static Optional<Contour> fit(ContourKey shown, double radius, ContourKey at, Contour c) {
    ReviewDocument document =
        Edits.apply(Documents.blank(), Documents.draw(shown, radius)).orThrow();
    return Fitting.fit(stack(), document, at, c);
  }

  private static Contour circle(double x, double radius) {
    return TestShapes.circle(x, 30, radius);
  }

  @Test
  void anEpicardiumBesideTheEndocardiumIsLeftOutAndDoesNotTurnIntoIt() {
    assertThat(fit(ENDO, 10, EPI, circle(52, 6))).isEmpty();
    assertThat(fit(ENDO, 4, EPI, circle(52, 6))).isEmpty();
  }

  @Test
  void anEpicardiumGrowsAroundTheEndocardiumThatItCrosses() {
    Contour epi = fit(ENDO, 10, EPI, circle(38, 10)).orElseThrow();

    assertThat(Containment.holds(circle(30, 10), epi)).isTrue();
    assertThat(Polygons.area(epi)).isGreaterThan(Polygons.area(circle(38, 10)));
  }

  @Test
  void anEndocardiumIsCutAtTheEpicardium() {
    Contour endo = fit(EPI, 10, ENDO, circle(38, 10)).orElseThrow();

    assertThat(Containment.holds(endo, circle(30, 10))).isTrue();
    assertThat(fit(EPI, 10, ENDO, circle(52, 6))).isEmpty();
  }

  @Test
  void aPapillaryMuscleIsCutAtTheEpicardiumAndNotAtTheEndocardium() {
    Contour muscle = circle(38, 5);

    assertThat(Containment.holds(fit(EPI, 10, PAPILLARY, muscle).orElseThrow(), circle(30, 10)))
        .isTrue();
    assertThat(Polygons.area(fit(ENDO, 10, PAPILLARY, muscle).orElseThrow()))
        .isCloseTo(Polygons.area(muscle), within(1.0));
  }
}
