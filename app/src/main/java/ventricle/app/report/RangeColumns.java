package ventricle.app.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import ventricle.app.review.ResultsPanel;
import ventricle.app.text.Text;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.ranges.NormalRange;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.measure.ranges.Quantity;
import ventricle.engine.measure.ranges.RangeLookup;
import ventricle.viewer.chart.RangeBar;
import ventricle.viewer.look.Words;

/** The published ranges that fit a person, as bars; none where none fits. */
public final class RangeColumns {

  private static final Map<String, Quantity> QUANTITIES =
      Map.of(
          "lv.ef", Quantity.LV_EF,
          "lv.edv", Quantity.LV_EDV,
          "lv.esv", Quantity.LV_ESV,
          "lv.sv", Quantity.LV_SV,
          "lv.co", Quantity.LV_CO,
          "lv.mass", Quantity.LV_MASS,
          "lv.mass.index", Quantity.LV_MASS_INDEX,
          "rv.edv", Quantity.RV_EDV,
          "rv.esv", Quantity.RV_ESV,
          "rv.ef", Quantity.RV_EF);

  private final Text text;
  private final NormalRanges ranges;

  public RangeColumns(Text text, NormalRanges ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /**
   * The ranges for one person.
   *
   * @param person as is known when a range is asked for
   */
  public ResultsPanel.RangeColumn of(Supplier<Patient> person) {
    return new Column(person);
  }

  private final class Column implements ResultsPanel.RangeColumn {
    private final Supplier<Patient> person;

    Column(Supplier<Patient> person) {
      this.person = person;
    }

    private RangeLookup find(String name, String papillary) {
      Quantity quantity = QUANTITIES.get(name);
      Patient patient = person.get();
      return quantity == null
          ? new RangeLookup.Unknown("no source")
          : ranges.find(quantity, patient.sex(), patient.ageYears(), papillary);
    }

    private List<NormalRange> known(String name, String papillary) {
      return switch (find(name, papillary)) {
        case RangeLookup.Known(List<NormalRange> list) -> list;
        case RangeLookup.Unknown unknown -> List.of();
      };
    }

    /** A bar needs one range; where the sex is unknown there are two and only words. */
    @Override
    public @Nullable Node bar(String quantity, double value, String papillary) {
      List<NormalRange> known = known(quantity, papillary);
      if (known.size() != 1) {
        return null;
      }
      RangeBar bar = new RangeBar(Words.ENGLISH);
      NormalRange range = known.getFirst();
      bar.readingProperty().set(new RangeBar.Reading(value, range.low(), range.high(), ""));
      return bar;
    }

    @Override
    public String words(String quantity, String papillary) {
      return switch (find(quantity, papillary)) {
        case RangeLookup.Unknown(String why) -> text.get("results.no-range", why);
        case RangeLookup.Known(List<NormalRange> list) ->
            list.stream()
                    .map(
                        r ->
                            (list.size() > 1 ? r.sex() + " " : "")
                                + String.format(Locale.ROOT, "%.0f–%.0f", r.low(), r.high()))
                    .collect(Collectors.joining(", "))
                + "  "
                + list.getFirst().source().shortName();
      };
    }
  }
}
