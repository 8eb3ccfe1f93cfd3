package ventricle.app.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import ventricle.app.review.ResultsPanel;
import ventricle.app.text.Text;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.ranges.NormalRange;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.measure.ranges.Quantity;
import ventricle.engine.measure.ranges.RangeLookup;
import ventricle.engine.measure.ranges.RangeSource;
import ventricle.viewer.chart.RangeBar;
import ventricle.viewer.look.Words;

/** The published ranges that fit a person, as bars; none where none fits. */
public final class RangeColumns {

  private static final Map<String, Quantity> QUANTITIES =
      Map.ofEntries(
          Map.entry("lv.ef", Quantity.LV_EF),
          Map.entry("lv.edv", Quantity.LV_EDV),
          Map.entry("lv.edv.index", Quantity.LV_EDV_INDEX),
          Map.entry("lv.esv", Quantity.LV_ESV),
          Map.entry("lv.sv", Quantity.LV_SV),
          Map.entry("lv.co", Quantity.LV_CO),
          Map.entry("lv.mass", Quantity.LV_MASS),
          Map.entry("lv.mass.index", Quantity.LV_MASS_INDEX),
          Map.entry("rv.edv", Quantity.RV_EDV),
          Map.entry("rv.esv", Quantity.RV_ESV),
          Map.entry("rv.sv", Quantity.RV_SV),
          Map.entry("rv.ef", Quantity.RV_EF));

  private final Text text;
  private final NormalRanges ranges;

  public RangeColumns(Text text, NormalRanges ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /**
   * The ranges for one person.
   *
   * @param patient with what the reader entered in place of the header's values; asked each time
   */
  public ResultsPanel.RangeColumn of(Supplier<Patient> patient) {
    return new Column(patient);
  }

  private final class Column implements ResultsPanel.RangeColumn {
    private final Supplier<Patient> patient;

    Column(Supplier<Patient> patient) {
      this.patient = patient;
    }

    private RangeLookup find(String name, String papillary) {
      Quantity quantity = QUANTITIES.get(name);
      Patient person = patient.get();
      return quantity == null
          ? new RangeLookup.Unknown(text.get("range.no-source"))
          : ranges.find(quantity, person.sex(), person.ageYears(), papillary);
    }

    /** Both sexes' bars, with their letters, where the sex is unknown. */
    @Override
    public @Nullable Node bar(String quantity, double value, String papillary) {
      return switch (find(quantity, papillary)) {
        case RangeLookup.Unknown unknown -> null;
        case RangeLookup.Known(List<NormalRange> known) ->
            sexKnown()
                ? bar(known.getFirst(), value)
                : new VBox(
                    1, known.stream().map(range -> lettered(range, value)).toArray(Node[]::new));
      };
    }

    private Node lettered(NormalRange range, double value) {
      Label letter = new Label(range.sex());
      letter.getStyleClass().add("range-sex");
      letter.setMinWidth(12);
      RangeBar bar = bar(range, value);
      HBox.setHgrow(bar, Priority.ALWAYS);
      HBox line = new HBox(2, letter, bar);
      line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      return line;
    }

    private static RangeBar bar(NormalRange range, double value) {
      RangeBar bar = new RangeBar(Words.ENGLISH);
      bar.readingProperty().set(new RangeBar.Reading(value, range.low(), range.high(), ""));
      return bar;
    }

    private boolean sexKnown() {
      return NormalRanges.sexKnown(patient.get().sex());
    }

    @Override
    public String words(String quantity, String papillary) {
      return switch (find(quantity, papillary)) {
        case RangeLookup.Unknown(String why) -> text.get("results.no-range", why);
        case RangeLookup.Known(List<NormalRange> known) ->
            known.stream().map(this::limits).collect(Collectors.joining(", "))
                + "  "
                + known.getFirst().source().shortName();
      };
    }

    private String limits(NormalRange range) {
      String numbers = String.format(Locale.ROOT, "%.0f–%.0f", range.low(), range.high());
      return sexKnown() ? numbers : range.sex() + " " + numbers;
    }

    private String area(RangeSource source) {
      String formula = source.bsaFormula();
      return formula == null ? text.get("range.bsa-unread") : text.get("range.bsa", formula);
    }

    @Override
    public String details(String quantity, String papillary) {
      return switch (find(quantity, papillary)) {
        case RangeLookup.Unknown(String why) -> text.get("results.no-range", why);
        case RangeLookup.Known(List<NormalRange> known) ->
            known.stream()
                    .map(
                        r ->
                            text.get(
                                r.verified() ? "range.verified" : "range.quoted",
                                limits(r),
                                r.basis() + ", " + r.source().shortName(),
                                r.source().ages(),
                                r.readAt()))
                    .collect(Collectors.joining("\n"))
                + (known.getFirst().quantity() == Quantity.LV_MASS_INDEX
                    ? "\n" + area(known.getFirst().source())
                    : "");
      };
    }
  }
}
