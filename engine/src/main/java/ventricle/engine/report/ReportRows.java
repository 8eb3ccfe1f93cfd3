package ventricle.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Patient;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRange;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.measure.ranges.Quantity;
import ventricle.engine.measure.ranges.RangeLookup;
import ventricle.engine.measure.ranges.RangeSource;

/** The table's rows with their ranges, and the sentences that say which ranges these are. */
final class ReportRows {

  private final Measurements m;
  private final Patient patient;
  private final NormalRanges ranges;
  private final ReportTexts texts;
  private final Set<NormalRange> used = new LinkedHashSet<>();

  ReportRows(Measurements measurements, Patient patient, NormalRanges ranges, ReportTexts texts) {
    this.texts = texts;
    this.m = measurements;
    this.patient = patient;
    this.ranges = ranges;
  }

  /** The values read first; what stands below each says what it is to be compared with. */
  List<ReportContent.Row> headline() {
    return List.of(
        first("headline-lv-ef", Quantity.LV_EF, m.lv().efPercent(), "%"),
        first("headline-lv-edv", Quantity.LV_EDV, m.lv().edvMl(), "ml"),
        first("headline-lv-mass", Quantity.LV_MASS, m.lv().massEdG(), "g"),
        first("headline-rv-ef", Quantity.RV_EF, m.rv().efPercent(), "%"));
  }

  private ReportContent.Row first(
      String key, Quantity quantity, @Nullable Double value, String unit) {
    Double index = quantity == Quantity.LV_MASS ? m.indexed().lvMassGPerM2() : null;
    Compared compared = compared(texts.get(key), quantity, value);
    String range =
        compared.known() ? texts.get("normal-range", compared.words()) : compared.words();
    return new ReportContent.Row(
        texts.get(key),
        number(value, unit),
        unit,
        index == null ? "" : number(index, "g"),
        index == null ? "" : "g/m²",
        compared.bar(),
        range);
  }

  List<ReportContent.Group> groups() {
    Measurements.LeftVentricle lv = m.lv();
    Measurements.RightVentricle rv = m.rv();
    Measurements.Indexed by = m.indexed();
    String perArea = "ml/m²";
    return List.of(
        new ReportContent.Group(
            texts.get("left-ventricle"),
            List.of(
                row("edv", Quantity.LV_EDV, lv.edvMl(), "ml", by.lvEdvMlPerM2(), perArea),
                row("esv", Quantity.LV_ESV, lv.esvMl(), "ml", by.lvEsvMlPerM2(), perArea),
                row("sv", Quantity.LV_SV, lv.svMl(), "ml", by.lvSvMlPerM2(), perArea),
                row("ef", Quantity.LV_EF, lv.efPercent(), "%", null, ""),
                row("co", Quantity.LV_CO, lv.coLPerMin(), "l/min", by.cardiacIndex(), "l/min/m²"),
                row("mass", Quantity.LV_MASS, lv.massEdG(), "g", by.lvMassGPerM2(), "g/m²"))),
        new ReportContent.Group(
            texts.get("right-ventricle"),
            List.of(
                row("edv", Quantity.RV_EDV, rv.edvMl(), "ml", by.rvEdvMlPerM2(), perArea),
                row("esv", Quantity.RV_ESV, rv.esvMl(), "ml", by.rvEsvMlPerM2(), perArea),
                row("sv", Quantity.RV_SV, rv.svMl(), "ml", by.rvSvMlPerM2(), perArea),
                row("ef", Quantity.RV_EF, rv.efPercent(), "%", null, ""),
                row(
                    "co",
                    Quantity.RV_CO,
                    rv.coLPerMin(),
                    "l/min",
                    by.rvCardiacIndex(),
                    "l/min/m²"))));
  }

  /** What the ranges shown are; to be asked after the rows were made. */
  List<String> rangeStatements() {
    if (m.coveredSlicesOnly()) {
      return List.of(texts.get("ranges-withheld"));
    }
    if (used.isEmpty()) {
      return List.of(texts.get("ranges-none"));
    }
    return used.stream()
        .map(NormalRange::source)
        .distinct()
        .map(
            source -> {
              String bases =
                  used.stream()
                      .filter(r -> r.source().equals(source))
                      .map(range -> words("basis-", range.basis()))
                      .distinct()
                      .collect(Collectors.joining(" / "));
              boolean quoted =
                  used.stream().anyMatch(r -> r.source().equals(source) && !r.verified());
              return texts.get(
                      "ranges-from",
                      source.shortName(),
                      bases,
                      ages(source),
                      texts.get(source.papillary().equals("mass") ? "in-mass" : "in-cavity"),
                      source.doi())
                  + (quoted ? " " + texts.get("ranges-quoted") : "")
                  + (indexed(source) ? " " + area(source) : "");
            })
        .toList();
  }

  private boolean indexed(RangeSource source) {
    return used.stream()
        .anyMatch(r -> r.source().equals(source) && r.quantity() == Quantity.LV_MASS_INDEX);
  }

  private String area(RangeSource source) {
    String formula = source.bsaFormula();
    return formula == null ? texts.get("ranges-bsa-unread") : texts.get("ranges-bsa", formula);
  }

  private String ages(RangeSource source) {
    Integer oldest = source.toAge();
    return oldest == null
        ? texts.get("ages-from", source.fromAge())
        : texts.get("ages-between", source.fromAge(), oldest);
  }

  private ReportContent.Row row(
      String key,
      Quantity quantity,
      @Nullable Double value,
      String unit,
      @Nullable Double indexed,
      String indexedUnit) {
    Compared compared = compared(texts.get(key), quantity, value);
    return new ReportContent.Row(
        texts.get(key),
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
  private Compared compared(String label, Quantity quantity, @Nullable Double measured) {
    if (m.coveredSlicesOnly()) {
      return new Compared(null, texts.get("covered-slices"), false);
    }
    if (!(quantity.isLeft() ? m.wholeLv() : m.wholeRv())) {
      return new Compared(null, texts.get("cut-by-edge"), false);
    }
    boolean mass = quantity == Quantity.LV_MASS;
    Quantity wanted = mass ? Quantity.LV_MASS_INDEX : quantity;
    Double value = mass ? m.indexed().lvMassGPerM2() : measured;
    return switch (ranges.find(wanted, patient.sex(), patient.ageYears(), m.papillary())) {
      case RangeLookup.Unknown(String why) -> new Compared(null, words("no-range-", why), false);
      case RangeLookup.Known(List<NormalRange> known) -> {
        used.addAll(known);
        boolean sexKnown = NormalRanges.sexKnown(patient.sex());
        NormalRange range = known.getFirst();
        yield new Compared(
            sexKnown && value != null
                ? bar(mass ? label + ", " + texts.get("indexed") : label, range, value)
                : null,
            words(known, sexKnown) + (mass ? " g/m²" : ""),
            true);
      }
    };
  }

  private ReportContent.Range bar(String label, NormalRange range, double value) {
    String key =
        value < range.low() ? "bar-below" : value > range.high() ? "bar-above" : "bar-within";
    return new ReportContent.Range(
        range.low(),
        range.high(),
        value,
        texts.get(
            key,
            label,
            texts.number(value, 1),
            texts.number(range.low(), 0),
            texts.number(range.high(), 0)));
  }

  private String words(List<NormalRange> known, boolean sexKnown) {
    List<String> parts = new ArrayList<>();
    for (NormalRange range : known) {
      String sex = sexKnown ? "" : texts.get(range.sex().equals("F") ? "women" : "men") + " ";
      parts.add(sex + texts.number(range.low(), 0) + "–" + texts.number(range.high(), 0));
    }
    return String.join(" · ", parts);
  }

  /** A phrase of the program in the language of the report, where it has words for it. */
  private String words(String prefix, String phrase) {
    String key = prefix + phrase.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    return texts.has(key) ? texts.get(key) : phrase;
  }

  private String number(@Nullable Double value, String unit) {
    return texts.number(value, unit.startsWith("l/min") ? 2 : 1);
  }
}
