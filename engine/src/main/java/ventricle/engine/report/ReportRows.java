package ventricle.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRange;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.measure.ranges.Quantity;
import ventricle.engine.measure.ranges.RangeLookup;

/** The table's rows with their ranges, and the sentences that say which ranges these are. */
final class ReportRows {

  static final String UNKNOWN = "—";

  private final Measurements m;
  private final Patient patient;
  private final NormalRanges ranges;
  private final Set<NormalRange> used = new LinkedHashSet<>();

  ReportRows(Measurements measurements, Patient patient, NormalRanges ranges) {
    this.m = measurements;
    this.patient = patient;
    this.ranges = ranges;
  }

  /** The values read first; what stands below each says what it is to be compared with. */
  List<ReportContent.Row> headline() {
    return List.of(
        first("LV ejection fraction", Quantity.LV_EF, m.lv().efPercent(), "%"),
        first("LV end-diastolic volume", Quantity.LV_EDV, m.lv().edvMl(), "ml"),
        first("LV mass, ED", Quantity.LV_MASS, m.lv().massEdG(), "g"),
        first("RV ejection fraction", Quantity.RV_EF, m.rv().efPercent(), "%"));
  }

  private ReportContent.Row first(
      String label, Quantity quantity, @Nullable Double value, String unit) {
    Double index = quantity == Quantity.LV_MASS ? m.indexed().lvMassGPerM2() : null;
    Compared compared = compared(quantity, value);
    String below =
        (index == null ? "" : number(index, "g") + " g/m², ")
            + (compared.known() ? "normal " : "")
            + compared.words();
    return new ReportContent.Row(label, number(value, unit), unit, "", "", compared.bar(), below);
  }

  List<ReportContent.Group> groups() {
    Measurements.LeftVentricle lv = m.lv();
    Measurements.RightVentricle rv = m.rv();
    Measurements.Indexed by = m.indexed();
    String perArea = "ml/m²";
    return List.of(
        new ReportContent.Group(
            "Left ventricle",
            List.of(
                row("EDV", Quantity.LV_EDV, lv.edvMl(), "ml", by.lvEdvMlPerM2(), perArea),
                row("ESV", Quantity.LV_ESV, lv.esvMl(), "ml", by.lvEsvMlPerM2(), perArea),
                row("Stroke volume", Quantity.LV_SV, lv.svMl(), "ml", by.lvSvMlPerM2(), perArea),
                row("Ejection fraction", Quantity.LV_EF, lv.efPercent(), "%", null, ""),
                row(
                    "Cardiac output",
                    Quantity.LV_CO,
                    lv.coLPerMin(),
                    "l/min",
                    by.cardiacIndex(),
                    "l/min/m²"),
                row("Mass, ED", Quantity.LV_MASS, lv.massEdG(), "g", by.lvMassGPerM2(), "g/m²"))),
        new ReportContent.Group(
            "Right ventricle",
            List.of(
                row("EDV", Quantity.RV_EDV, rv.edvMl(), "ml", by.rvEdvMlPerM2(), perArea),
                row("ESV", Quantity.RV_ESV, rv.esvMl(), "ml", by.rvEsvMlPerM2(), perArea),
                row("Stroke volume", Quantity.RV_SV, rv.svMl(), "ml", null, ""),
                row("Ejection fraction", Quantity.RV_EF, rv.efPercent(), "%", null, ""))));
  }

  /** What the ranges shown are; to be asked after the rows were made. */
  List<String> rangeStatements() {
    if (m.coveredSlicesOnly()) {
      return List.of("Normal ranges are withheld because coverage is incomplete.");
    }
    if (used.isEmpty()) {
      return List.of("No normal range is known for this convention, sex and age.");
    }
    return used.stream()
        .map(NormalRange::source)
        .distinct()
        .map(
            source -> {
              String bases =
                  used.stream()
                      .filter(r -> r.source().equals(source))
                      .map(NormalRange::basis)
                      .distinct()
                      .collect(Collectors.joining(" or "));
              boolean quoted =
                  used.stream().anyMatch(r -> r.source().equals(source) && !r.verified());
              return String.format(
                  Locale.ROOT,
                  "Normal ranges: %s (%s), ages %d–%d, papillary muscles in the %s, doi:%s%s.",
                  source.shortName(),
                  bases,
                  source.fromAge(),
                  source.toAge(),
                  source.papillary(),
                  source.doi(),
                  quoted ? "; volumes and 95 % ranges are quoted second-hand" : "");
            })
        .toList();
  }

  private ReportContent.Row row(
      String label,
      Quantity quantity,
      @Nullable Double value,
      String unit,
      @Nullable Double indexed,
      String indexedUnit) {
    Compared compared = compared(quantity, value);
    return new ReportContent.Row(
        label,
        number(value, unit),
        unit,
        indexed == null ? "" : number(indexed, indexedUnit),
        indexed == null ? "" : indexedUnit,
        compared.bar(),
        compared.words());
  }

  /**
   * What a value is compared with.
   *
   * @param known whether the words are a range rather than why there is none
   */
  private record Compared(ReportContent.@Nullable Range bar, String words, boolean known) {}

  /** Mass is compared by body surface area, the other values as they are. */
  private Compared compared(Quantity quantity, @Nullable Double measured) {
    if (m.coveredSlicesOnly()) {
      return new Compared(null, "covered slices only", false);
    }
    boolean mass = quantity == Quantity.LV_MASS;
    Quantity wanted = mass ? Quantity.LV_MASS_INDEX : quantity;
    Double value = mass ? m.indexed().lvMassGPerM2() : measured;
    return switch (ranges.find(wanted, patient.sex(), patient.ageYears(), m.papillary())) {
      case RangeLookup.Unknown(String why) -> new Compared(null, why, false);
      case RangeLookup.Known(List<NormalRange> known) -> {
        used.addAll(known);
        boolean sexKnown = "F".equals(patient.sex()) || "M".equals(patient.sex());
        NormalRange range = known.getFirst();
        yield new Compared(
            sexKnown && value != null
                ? new ReportContent.Range(range.low(), range.high(), value)
                : null,
            words(known, sexKnown) + (mass ? " g/m²" : ""),
            true);
      }
    };
  }

  private static String words(List<NormalRange> known, boolean sexKnown) {
    List<String> parts = new ArrayList<>();
    for (NormalRange range : known) {
      String sex = sexKnown ? "" : range.sex() + " ";
      parts.add(String.format(Locale.ROOT, "%s%.0f–%.0f", sex, range.low(), range.high()));
    }
    return String.join(" · ", parts);
  }

  private static String number(@Nullable Double value, String unit) {
    if (value == null) {
      return UNKNOWN;
    }
    return String.format(Locale.ROOT, unit.startsWith("l/min") ? "%.2f" : "%.1f", value)
        .replace('-', '−');
  }
}
