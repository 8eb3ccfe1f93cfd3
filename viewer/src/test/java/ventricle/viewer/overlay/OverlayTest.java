package ventricle.viewer.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.viewer.SyntheticStudy;

class OverlayTest {

  @Test
  void lineTellsWhereAContourCameFrom() {
    assertThat(ContourStyle.of(new Provenance.Model(SyntheticStudy.MODEL)))
        .isEqualTo(ContourStyle.DASHED);
    assertThat(ContourStyle.of(new Provenance.EditedModel(SyntheticStudy.MODEL, "A")))
        .isEqualTo(ContourStyle.SOLID);
    assertThat(ContourStyle.of(new Provenance.Manual("A"))).isEqualTo(ContourStyle.SOLID);
    assertThat(ContourStyle.of(new Provenance.Interpolated("A", "sdf")))
        .isEqualTo(ContourStyle.DOTTED);
    assertThat(ContourStyle.SOLID.dashes()).isEmpty();
  }

  @Test
  void coloursStayApartWithEveryKindOfColourBlindness() {
    for (Structure a : Structure.values()) {
      for (Structure b : Structure.values()) {
        if (a != b) {
          for (double[][] seen : ColourVision.ALL) {
            assertThat(ColourVision.distance(StructureColours.of(a), StructureColours.of(b), seen))
                .as("%s and %s", a, b)
                .isGreaterThan(20);
          }
        }
      }
    }
  }

  @Test
  void coloursStandOutFromMyocardium() {
    for (Structure structure : Structure.values()) {
      assertThat(ColourVision.contrast(StructureColours.of(structure), Color.gray(.35)))
          .as("%s", structure)
          .isGreaterThan(2.2);
    }
  }

  @Test
  void innerStructuresAreDrawnOverOuterOnes() {
    SyntheticStudy study = new SyntheticStudy(48, 2, 3);
    var order =
        OverlayContour.of(study.document, new FrameKey(0, 0), EnumSet.allOf(Structure.class))
            .stream()
            .map(OverlayContour::structure)
            .collect(Collectors.toList());
    assertThat(order)
        .isEqualTo(Arrays.asList(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO));
  }

  @Test
  void heatColoursGrowLighterEvenly() {
    ColourMap map = ColourMap.inferno();
    double last = -1;
    for (int i = 0; i <= 20; i++) {
      double lightness = ColourVision.lightness(Color.web("#%06x".formatted(map.rgb(i / 20.0))));
      assertThat(lightness).isGreaterThan(last);
      last = lightness;
    }
  }
}
