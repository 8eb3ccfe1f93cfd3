package ventricle.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import ventricle.app.prefs.Preferences;
import ventricle.app.text.Text;
import ventricle.engine.report.ReportStyle.Paper;
import ventricle.engine.review.ReportEntries;

/** What a reader writes for a report, and how reports are set. */
public final class ReportForm extends VBox {

  private static final double WIDTH = 560;

  private final TextArea indication;
  private final TextField rhythm = new TextField();
  private final ChoiceBox<Integer> quality = new ChoiceBox<>();
  private final TextArea comparison;
  private final TextArea conclusion;
  private final ChoiceBox<String> language = new ChoiceBox<>();
  private final ChoiceBox<Paper> paper = new ChoiceBox<>();
  private final CheckBox compared = new CheckBox();
  private final ObservableBooleanValue ready = new ReadOnlyBooleanWrapper(true);

  /** What was written and chosen. */
  public record Written(ReportEntries entries, String language, Paper paper, boolean compared) {}

  /**
   * @param before what stands in the document
   * @param languages codes to choose from
   * @param kept what was chosen the last time
   * @param preview shows the report with what stands in the form
   */
  public ReportForm(
      Text text,
      ReportEntries before,
      List<String> languages,
      Preferences kept,
      Consumer<ReportForm> preview) {
    super(8);
    setPrefWidth(WIDTH);
    indication = area("indication", before.indication(), 2);
    comparison = area("comparison", before.comparison(), 2);
    conclusion = area("conclusion", before.conclusion(), 6);
    rhythm.setId("report-rhythm");
    rhythm.setText(before.rhythm());
    quality.setId("report-quality");
    quality.getItems().setAll(IntStream.rangeClosed(0, 4).boxed().toList());
    quality.setConverter(words(grade -> text.get("report.quality." + grade)));
    quality.setValue(before.imageQuality() == null ? 0 : before.imageQuality());
    language.setId("report-language");
    language.getItems().setAll(languages);
    language.setConverter(words(code -> Locale.of(code).getDisplayLanguage(Locale.of(code))));
    String chosen = kept.reportLanguage();
    language.setValue(languages.contains(chosen) ? chosen : languages.getFirst());
    paper.setId("report-paper");
    paper.getItems().setAll(Paper.values());
    paper.setConverter(words(p -> text.get("report.paper." + Text.key(p))));
    paper.setValue(kept.paper());
    compared.setId("report-previous");
    compared.setText(text.get("report.previous"));
    compared.setSelected(!kept.uncompared());
    Button show = new Button(text.get("report.preview"));
    show.setId("report-preview");
    show.setOnAction(e -> preview.accept(this));
    getChildren()
        .addAll(
            labelled(text, "indication", indication),
            beside(labelled(text, "rhythm", rhythm), labelled(text, "quality", quality)),
            labelled(text, "comparison", comparison),
            compared,
            labelled(text, "conclusion", conclusion),
            beside(labelled(text, "language", language), labelled(text, "paper", paper)),
            show);
  }

  private static TextArea area(String name, String words, int rows) {
    TextArea area = new TextArea(words);
    area.setId("report-" + name);
    area.setPrefRowCount(rows);
    area.setWrapText(true);
    return area;
  }

  private static VBox labelled(Text text, String name, Control control) {
    Label label = new Label(text.get("report." + name));
    label.setLabelFor(control);
    control.setMaxWidth(Double.MAX_VALUE);
    return new VBox(3, label, control);
  }

  private static HBox beside(VBox... boxes) {
    HBox box = new HBox(16, boxes);
    Arrays.stream(boxes).forEach(b -> b.setPrefWidth(WIDTH / boxes.length));
    return box;
  }

  private static <T> StringConverter<T> words(java.util.function.Function<T, String> of) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : of.apply(value);
      }

      @Override
      public T fromString(String words) {
        throw new UnsupportedOperationException("chosen, not typed");
      }
    };
  }

  /** Always: every text may be empty. */
  public ObservableBooleanValue ready() {
    return ready;
  }

  /** What stands in the form. */
  public Written written() {
    return new Written(
        new ReportEntries(
            indication.getText().strip(),
            rhythm.getText().strip(),
            quality.getValue() == 0 ? null : quality.getValue(),
            comparison.getText().strip(),
            conclusion.getText().strip()),
        language.getValue(),
        paper.getValue(),
        compared.isSelected());
  }
}
