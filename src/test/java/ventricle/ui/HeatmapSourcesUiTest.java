package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.app.shell.Workstation;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.ExplanationSource;
import ventricle.engine.inference.Heatmap;
import ventricle.support.StandIns;

/** Heatmaps of several models, and the volumes that one of them reads. */
class HeatmapSourcesUiTest extends WorkstationTest {

  @Override
  Workstation sit() throws Exception {
    var models = StandIns.open(folder.resolve("models"));
    return fx(() -> desk.sitDown(stage(), models));
  }

  @BeforeEach
  void openStudy() throws Exception {
    open(Desk.study());
    fx(() -> presenter().structureProperty().set(Structure.LV_ENDO));
    press(KeyCode.M);
  }

  private MenuButton choice() {
    return robot.lookup("#heatmap-source").queryAs(MenuButton.class);
  }

  private void choose(String name) throws Exception {
    fx(
        () ->
            choice().getItems().stream()
                .filter(item -> item.getText().startsWith(name))
                .findFirst()
                .orElseThrow()
                .fire());
  }

  private Heatmap map() throws Exception {
    waitUntil(() -> canvas().heatmapProperty().get() != null);
    return canvas().heatmapProperty().get();
  }

  private String corner() throws Exception {
    return fx(() -> canvas().bottomLeftTextProperty().get());
  }

  @Test
  void everySourceHasANameAndTheSegmentersComesFirst() throws Exception {
    assertThat(fx(() -> choice().getItems().stream().map(MenuItem::getText).toList()))
        .containsExactly(
            "M2 Grad-CAM",
            "M4 Grad-CAM (deep)",
            "M4 Grad-CAM (final layer)",
            "M3 CAM: where the volume came from");
    assertThat(choice().getText()).isEqualTo("M2 Grad-CAM");
    assertThat(map().model().id()).isEqualTo("m2-pspunet");
    assertThat(corner()).startsWith("Grad-CAM  m2-pspunet, layer decoder2  ·  LV endocardium\n");
    assertThat(robot.lookup("#heatmap-opacity").queryAs(Slider.class).isVisible()).isTrue();
    assertThat(isThere("#heatmap-scale")).isTrue();
  }

  @Test
  void aSourceIsChosenAndItsMapsAreKept() throws Exception {
    Heatmap own = map();
    choose("M4 Grad-CAM (final layer)");
    waitUntil(() -> canvas().heatmapProperty().get() != null);
    assertThat(map().layer()).isEqualTo("decoder0");
    assertThat(map().model().id()).isEqualTo("m4-stand-in");
    assertThat(corner()).startsWith("Grad-CAM  m4-stand-in, layer decoder0");
    choose("M3");
    assertThat(map().kind()).isEqualTo(ExplanationSource.Kind.CAM);
    assertThat(corner()).startsWith("CAM  m3-stand-in");
    choose("M2");
    assertThat(canvas().heatmapProperty().get()).as("kept, so there at once").isSameAs(own);
  }

  @Test
  void aStructureThatASourceDoesNotKnowIsExplainedByOthersOnly() throws Exception {
    choose("M4 Grad-CAM (deep)");
    map();
    fx(() -> presenter().structureProperty().set(Structure.RV_ENDO));
    assertThat(canvas().heatmapProperty().get()).isNull();
    assertThat(corner()).startsWith("No heatmap from M4: LV endocardium only\n");
    MenuItem deep = choice().getItems().get(1);
    assertThat(deep.isDisable()).isTrue();
    assertThat(deep.getText()).endsWith("LV endocardium only");
    assertThat(choice().getItems().getFirst().isDisable()).isFalse();
    press(KeyCode.SHIFT, KeyCode.M);
    assertThat(choice().getText()).isEqualTo("M2 Grad-CAM");
    assertThat(map().model().id()).isEqualTo("m2-pspunet");
  }

  @Test
  void aKeyGoesThroughTheSources() throws Exception {
    for (String name : new String[] {"M4 Grad-CAM (deep)", "M4 Grad-CAM (final layer)", "M3 CAM"}) {
      press(KeyCode.SHIFT, KeyCode.M);
      assertThat(choice().getText()).isEqualTo(name);
    }
    press(KeyCode.SHIFT, KeyCode.M);
    assertThat(choice().getText()).isEqualTo("M2 Grad-CAM");
  }

  @Test
  void volumesAreReadASecondTimeWhenTheStudyIsOpened() throws Exception {
    assertThat(robot.lookup("#second-reading").query().isVisible()).isTrue();
    double ml =
        presenter().stackProperty().get().slabThicknessesMm().stream()
            .mapToDouble(slab -> slab * StandIns.AREA_MM2 / 1000)
            .sum();
    assertThat(number("#second-edv")).isEqualTo(Math.round(10 * ml) / 10.0);
    assertThat(number("#second-ef")).isZero();
    assertThat(text("#second-edv-contours")).isEqualTo(text("#value-lv-edv"));
    assertThat(text("#second-verdict")).startsWith("Agrees");
  }
}
