package ventricle.app.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import ventricle.app.text.Text;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.MeasureSettings;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.PersonEntries.Field;

/**
 * What the header says about the person, and fields for what the reader knows better. An empty
 * field leaves the header's value. Height is shown in centimetres.
 */
public final class PersonForm extends VBox {

  /**
   * Between which values a number is taken without asking again.
   *
   * @param scale of what is shown to what is kept
   */
  private record Likely(double low, double high, double scale) {}

  private static final Map<Field, Likely> LIKELY =
      Map.of(
          Field.HEART_RATE, new Likely(25, 220, 1),
          Field.AGE, new Likely(0, 110, 1),
          Field.HEIGHT, new Likely(40, 230, 100),
          Field.WEIGHT, new Likely(2, 300, 1));

  private final Text text;
  private final Map<Field, TextField> numbers = new EnumMap<>(Field.class);
  private final ChoiceBox<String> sex = new ChoiceBox<>();
  private final ChoiceBox<BsaFormula> bsa = new ChoiceBox<>();
  private final PersonEntries before;
  private final CheckBox sure = new CheckBox();
  private final BooleanBinding ready;

  /**
   * @param header the study as its files have it
   * @param entered so far
   * @param lastBsa formula that the reader chose last, proposed where the study names none
   */
  public PersonForm(Text text, Study header, PersonEntries entered, BsaFormula lastBsa) {
    super(8);
    this.text = text;
    this.before = entered;
    GridPane grid = new GridPane(8, 8);
    grid.getStyleClass().add("person");
    Patient patient = header.patient();
    number(grid, Field.HEART_RATE, "bpm", header.heartRateBpm(), entered.heartRateBpm());
    sex(grid, patient.sex(), entered.sex());
    number(grid, Field.AGE, text.get("person.years"), patient.ageYears(), entered.ageYears());
    number(grid, Field.HEIGHT, "cm", patient.heightMetres(), entered.heightMetres());
    number(grid, Field.WEIGHT, "kg", patient.weightKg(), entered.weightKg());
    bsa(grid, entered.bsaOver(lastBsa));
    Label intro = wrapped(text.get("person.intro"));
    intro.getStyleClass().add("quiet");
    Observable[] fields =
        numbers.values().stream().map(TextField::textProperty).toArray(Observable[]::new);
    StringBinding trouble = Bindings.createStringBinding(this::trouble, fields);
    Label problem = wrapped("");
    problem.setId("person-problem");
    problem.textProperty().bind(trouble);
    sure.setId("person-sure");
    sure.setText(text.get("person.sure"));
    BooleanBinding unlikely =
        Bindings.createBooleanBinding(() -> wrong().isEmpty() && !unlikely().isEmpty(), fields);
    sure.visibleProperty().bind(unlikely);
    ready =
        Bindings.createBooleanBinding(
            () -> wrong().isEmpty() && (unlikely().isEmpty() || sure.isSelected()),
            trouble,
            sure.selectedProperty());
    getChildren().addAll(intro, grid, problem, sure);
  }

  private void number(
      GridPane grid, Field field, String unit, @Nullable Double header, @Nullable Double entered) {
    TextField input = new TextField(entered == null ? "" : shown(field, entered));
    input.setId("person-" + Text.key(field));
    input.setPromptText(header == null ? "" : shown(field, header));
    input.setPrefColumnCount(7);
    numbers.put(field, input);
    row(grid, field, input, unit, header == null ? null : shown(field, header) + " " + unit);
  }

  private void sex(GridPane grid, @Nullable String header, @Nullable String entered) {
    sex.setId("person-sex");
    sex.getItems().setAll("", "F", "M", "O");
    sex.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String code) {
            return text.get(code == null || code.isEmpty() ? "person.sex.header" : word(code));
          }

          @Override
          public String fromString(String words) {
            throw new UnsupportedOperationException("sexes are chosen, not typed");
          }
        });
    sex.setValue(Objects.requireNonNullElse(entered, ""));
    String words =
        header != null && List.of("F", "M", "O").contains(header) ? text.get(word(header)) : header;
    row(grid, Field.SEX, sex, "", words);
  }

  private void bsa(GridPane grid, BsaFormula proposed) {
    bsa.setId("person-bsa");
    bsa.getItems().setAll(BsaFormula.values());
    bsa.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable BsaFormula formula) {
            return formula == null ? "" : text.get("person.bsa." + Text.key(formula));
          }

          @Override
          public BsaFormula fromString(String words) {
            throw new UnsupportedOperationException("formulas are chosen, not typed");
          }
        });
    bsa.setValue(proposed);
    Label name = new Label(text.get("person.bsa"));
    name.setLabelFor(bsa);
    BsaFormula usual = MeasureSettings.DEFAULT.bsa();
    Label hint =
        new Label(
            before.bsa() == null && proposed != usual
                ? text.get("person.bsa.proposed", text.get("person.bsa." + Text.key(usual)))
                : "");
    hint.setId("person-bsa-hint");
    hint.getStyleClass().add("quiet");
    bsa.setAccessibleHelp(hint.getText());
    grid.addRow(grid.getRowCount(), name, bsa, new Label(), hint);
  }

  private static String word(String code) {
    return "person.sex." + code.toLowerCase(Locale.ROOT);
  }

  private void row(
      GridPane grid,
      Field field,
      javafx.scene.control.Control input,
      String unit,
      @Nullable String header) {
    Label name = new Label(text.get("person." + Text.key(field)));
    name.setLabelFor(input);
    Label from =
        new Label(
            header == null ? text.get("person.header.none") : text.get("person.header", header));
    from.setId("person-header-" + Text.key(field));
    from.getStyleClass().add("quiet");
    input.setAccessibleHelp(from.getText());
    grid.addRow(grid.getRowCount(), name, input, new Label(unit), from);
  }

  private static Label wrapped(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMaxWidth(440);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static String shown(Field field, double value) {
    double scaled = value * scale(field);
    return scaled == Math.rint(scaled)
        ? String.format(Locale.ROOT, "%.0f", scaled)
        : String.format(Locale.ROOT, "%.1f", scaled);
  }

  private static double scale(Field field) {
    return Objects.requireNonNull(LIKELY.get(field)).scale();
  }

  /** Names of fields that hold no number that could be. */
  private List<String> wrong() {
    return named(
        (field, typed) -> {
          Double number = parsed(typed);
          return number == null || number < 0 || (number == 0 && field != Field.AGE);
        });
  }

  /** Names of fields whose number is to be confirmed. */
  private List<String> unlikely() {
    return named(
        (field, typed) -> {
          Double number = parsed(typed);
          Likely likely = Objects.requireNonNull(LIKELY.get(field));
          return number != null && (number < likely.low() || number > likely.high());
        });
  }

  @FunctionalInterface
  private interface Doubt {
    boolean about(Field field, String typed);
  }

  private List<String> named(Doubt doubt) {
    List<String> names = new ArrayList<>();
    numbers.forEach(
        (field, input) -> {
          String typed = input.getText().strip();
          if (!typed.isEmpty() && doubt.about(field, typed)) {
            names.add(text.get("person." + Text.key(field)));
          }
        });
    return names;
  }

  private String trouble() {
    List<String> wrong = wrong();
    List<String> unlikely = unlikely();
    return !wrong.isEmpty()
        ? text.get("person.wrong", String.join(", ", wrong))
        : unlikely.isEmpty() ? "" : text.get("person.unlikely", String.join(", ", unlikely));
  }

  /** Either mark of decimals; null for what is no finite number. */
  private static @Nullable Double parsed(String typed) {
    try {
      double value = Double.parseDouble(typed.replace(',', '.'));
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether what is typed can be taken. */
  public BooleanBinding ready() {
    return ready;
  }

  /** The formula of the body surface area as it stands. */
  public BsaFormula bsa() {
    return bsa.getValue();
  }

  /** What is typed; fields left empty are null, and the usual formula is no choice. */
  public PersonEntries entries() {
    boolean usual = before.bsa() == null && bsa() == MeasureSettings.DEFAULT.bsa();
    return new PersonEntries(
        entry(Field.HEART_RATE),
        Optional.of(sex.getValue()).filter(code -> !code.isEmpty()).orElse(null),
        entry(Field.AGE),
        entry(Field.HEIGHT),
        entry(Field.WEIGHT),
        usual ? null : bsa());
  }

  private @Nullable Double entry(Field field) {
    TextField input = Objects.requireNonNull(numbers.get(field));
    Double typed = parsed(input.getText().strip());
    return typed == null ? null : (Double) (typed / scale(field));
  }
}
