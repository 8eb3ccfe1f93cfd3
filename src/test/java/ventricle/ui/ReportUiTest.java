package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.engine.report.ReportStyle.Paper;
import ventricle.engine.review.ReportEntries;

/** Writing what a report says. */
class ReportUiTest extends WorkstationTest {

  private void write(String field, String words) throws Exception {
    fx(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(words));
  }

  @Test
  void whatIsWrittenIsOneStepThatCanBeUndone() throws Exception {
    openAnalysed();
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
    waitUntil(() -> robot.lookup("#report-conclusion").tryQuery().isPresent());
    write("#report-indication", "Dyspnoea");
    write("#report-rhythm", " sinus ");
    write("#report-conclusion", "Normal size.\nNormal function.");
    fx(
        () -> {
          @SuppressWarnings("unchecked")
          ChoiceBox<Integer> quality = robot.lookup("#report-quality").queryAs(ChoiceBox.class);
          quality.setValue(2);
        });
    answer(ButtonType.OK);

    assertThat(document().entries().report())
        .isEqualTo(new ReportEntries("Dyspnoea", "sinus", 2, "", "Normal size.\nNormal function."));
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document().entries().report()).isEqualTo(ReportEntries.NONE);
  }

  private void form() throws Exception {
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
    waitUntil(() -> robot.lookup("#report-conclusion").tryQuery().isPresent());
  }

  private void click(String button) throws Exception {
    fx(() -> robot.lookup(button).queryAs(Button.class).fire());
  }

  private void preview() throws Exception {
    Platform.runLater(() -> robot.lookup("#report-preview").queryAs(Button.class).fire());
    waitUntil(() -> robot.lookup("#preview-page").tryQuery().isPresent());
    waitUntil(() -> page().getImage() != null);
  }

  private ImageView page() {
    return robot.lookup("#preview-page").queryAs(ImageView.class);
  }

  @Test
  void thePreviewShowsThePagesOfWhatStandsInTheFormAndKeepsNothing() throws Exception {
    openAnalysed();
    form();
    write("#report-conclusion", "Normal size.");
    fx(
        () -> {
          @SuppressWarnings("unchecked")
          ChoiceBox<Paper> paper = robot.lookup("#report-paper").queryAs(ChoiceBox.class);
          paper.setValue(Paper.LETTER);
        });
    preview();
    Image first = page().getImage();
    assertThat(first.getHeight() / first.getWidth()).as("Letter").isCloseTo(11 / 8.5, within(.01));
    assertThat(ink(first)).as("words and pictures on white").isBetween(.01, .6);
    assertThat(text("#preview-where")).matches("Page 1 of [2-9]");
    assertThat(fx(() -> robot.lookup("#preview-before").queryButton().isDisabled())).isTrue();

    click("#preview-after");
    assertThat(text("#preview-where")).startsWith("Page 2 of");
    assertThat(page().getImage()).isNotSameAs(first);
    double high = fx(() -> page().getBoundsInParent().getHeight());
    assertThat(high)
        .as("all of the page is in view")
        .isLessThanOrEqualTo(
            fx(() -> robot.lookup("#preview-page").query().getScene().getHeight()));
    fx(() -> robot.lookup("#preview-whole").queryAs(ToggleButton.class).setSelected(false));
    assertThat(fx(() -> page().getBoundsInParent().getHeight())).isGreaterThan(high);

    fx(() -> page().getScene().getWindow().hide());
    answer(ButtonType.CANCEL);
    assertThat(document().entries().report()).isEqualTo(ReportEntries.NONE);
    assertThat(desk.preferences().load().paper()).isEqualTo(Paper.A4);
  }

  /** The part of a picture that is not white. */
  private static double ink(Image image) {
    int dark = 0;
    for (int y = 0; y < (int) image.getHeight(); y++) {
      for (int x = 0; x < (int) image.getWidth(); x++) {
        dark += (image.getPixelReader().getArgb(x, y) & 0xff) < 0xf0 ? 1 : 0;
      }
    }
    return dark / (image.getWidth() * image.getHeight());
  }

  @Test
  void aTemplateThatCannotBeUsedIsNamedInsteadOfAPage() throws Exception {
    Path site = Files.createDirectories(desk.user().report());
    Files.writeString(site.resolve("report.html"), "<html><body>{{>nowhere}}</body></html>");
    openAnalysed();
    form();
    Platform.runLater(() -> robot.lookup("#report-preview").queryAs(Button.class).fire());
    waitUntil(() -> robot.lookup("#preview-trouble").tryQuery().isPresent());
    waitUntil(() -> !robot.lookup("#preview-trouble").queryLabeled().getText().isEmpty());
    assertThat(text("#preview-trouble")).contains("cannot be shown", "nowhere");
    fx(() -> robot.lookup("#preview-trouble").query().getScene().getWindow().hide());
    answer(ButtonType.CANCEL);
  }

  @Test
  void cancellingThePreviewGoesBackToTheForm() throws Exception {
    openAnalysed();
    form();
    Platform.runLater(
        () -> {
          robot.lookup("#report-preview").queryAs(Button.class).fire();
          robot.lookup("#preview-cancel").queryAs(Button.class).fire();
        });
    waitUntil(() -> robot.lookup("#preview-progress").tryQuery().isEmpty());
    assertThat(isThere("#report-conclusion")).isTrue();
    answer(ButtonType.CANCEL);
  }
}
