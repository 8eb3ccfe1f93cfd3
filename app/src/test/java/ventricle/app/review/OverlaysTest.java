package ventricle.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ventricle.app.text.Text;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.ExplanationSource;
import ventricle.engine.inference.ExplanationSource.Kind;

class OverlaysTest {

  private static final ExplanationSource SEGMENTER =
      source("m2/gradcam", "M2", Kind.GRAD_CAM, EnumSet.allOf(Structure.class));
  private static final ExplanationSource DEEP =
      source("m4/gradcam_deep", "M4", Kind.GRAD_CAM, Set.of(Structure.LV_ENDO));
  private static final ExplanationSource FINAL =
      source("m4/gradcam_final", "M4", Kind.GRAD_CAM, Set.of(Structure.LV_ENDO));
  private static final ExplanationSource VOLUME =
      source("m3/cam", "M3", Kind.CAM, Set.of(Structure.LV_ENDO));

  private final Overlays overlays = new Overlays(List.of(SEGMENTER, DEEP, FINAL, VOLUME));
  private final SourceNames names = new SourceNames(new Text(Locale.ENGLISH), overlays.sources());

  private static ExplanationSource source(
      String id, String method, Kind kind, Set<Structure> structures) {
    ModelRef model = new ModelRef("explain", id.substring(0, 2), "1", "00");
    return new ExplanationSource(id, model, method, "title", kind, "decoder2", true, structures);
  }

  @Test
  void theFirstSourceIsShownFirst() {
    assertThat(overlays.sourceProperty().get()).isEqualTo(SEGMENTER);
    overlays.showNextSource(Structure.LV_ENDO);
    assertThat(overlays.heatmapProperty().get()).isTrue();
    assertThat(overlays.sourceProperty().get()).isEqualTo(SEGMENTER);
  }

  @Test
  void theNextSourceIsOneThatExplainsTheStructure() {
    overlays.heatmapProperty().set(true);
    overlays.showNextSource(Structure.RV_ENDO);
    assertThat(overlays.sourceProperty().get()).isEqualTo(SEGMENTER);
    overlays.showNextSource(Structure.LV_ENDO);
    assertThat(overlays.sourceProperty().get()).isEqualTo(DEEP);
    assertThat(overlays.explains(Structure.LV_ENDO)).isTrue();
    assertThat(overlays.explains(Structure.RV_ENDO)).isFalse();
    overlays.showNextSource(Structure.RV_ENDO);
    assertThat(overlays.sourceProperty().get()).isEqualTo(SEGMENTER);
  }

  @Test
  void aSourceIsFoundByPartOfItsName() {
    assertThat(overlays.source("m4")).contains(DEEP);
    assertThat(overlays.source("FINAL")).contains(FINAL);
    assertThat(overlays.source("m5")).isEmpty();
  }

  @Test
  void withoutSourcesThereIsNothingToShow() {
    Overlays none = new Overlays(List.of());
    none.showNextSource(Structure.LV_ENDO);
    none.showNextSource(Structure.LV_ENDO);
    assertThat(none.sourceProperty().get()).isNull();
    assertThat(none.explains(Structure.LV_ENDO)).isFalse();
  }

  @Test
  void namesTellLayersOfOneModelApart() {
    assertThat(overlays.sources().stream().map(names::name))
        .containsExactly(
            "M2 Grad-CAM",
            "M4 Grad-CAM (deep)",
            "M4 Grad-CAM (final layer)",
            "M3 CAM: where the volume came from");
  }

  @Test
  void aChoiceThatCannotBeMadeSaysWhy() {
    assertThat(names.choice(SEGMENTER, Structure.RV_ENDO)).isEqualTo("M2 Grad-CAM");
    assertThat(names.choice(VOLUME, Structure.RV_ENDO)).endsWith("LV endocardium only");
  }
}
