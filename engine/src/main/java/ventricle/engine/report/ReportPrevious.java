package ventricle.engine.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.Measurements;

/** The numbers of an earlier examination beside those of this one, as far as they compare. */
final class ReportPrevious {

  private final PreviousStudy before;
  private final Measurements then;
  private final Measurements now;
  private final ReportTexts texts;
  private final boolean sameFormula;

  private ReportPrevious(PreviousStudy before, Measurements now, ReportTexts texts) {
    this.before = before;
    this.then = before.numbers();
    this.now = now;
    this.texts = texts;
    this.sameFormula = then.indexed().formula().equals(now.indexed().formula());
  }

  /** Null without an earlier examination. */
  static ReportContent.@Nullable Previous of(
      @Nullable PreviousStudy before, Measurements now, ReportTexts texts) {
    return before == null ? null : new ReportPrevious(before, now, texts).table();
  }

  private ReportContent.Previous table() {
    return new ReportContent.Previous(
        texts.date(before.date()),
        state() + " " + contours(),
        List.of(
            new ReportContent.PreviousGroup(texts.get("left-ventricle"), left(), whyNotLeft()),
            new ReportContent.PreviousGroup(texts.get("right-ventricle"), right(), "")),
        statements());
  }

  private String state() {
    return switch (before.state()) {
      case DRAFT -> texts.get("previous-draft");
      case READY -> texts.get("previous-ready");
      case SIGNED -> texts.get("previous-signed", before.version(), before.signer());
      case AMENDED -> texts.get("previous-amended", before.version());
    };
  }

  private String contours() {
    int all = before.byModel() + before.byReader();
    String key =
        all == 0
            ? "previous-contours-unknown"
            : before.byReader() == 0
                ? "previous-contours-model"
                : before.byModel() == 0 ? "previous-contours-reader" : "previous-contours-both";
    return texts.get(key, all, before.byReader());
  }

  /** Papillary muscles change every number of the LV and none of the RV. */
  private boolean samePapillary() {
    return then.papillary().equals(now.papillary());
  }

  private String whyNotLeft() {
    return samePapillary()
        ? ""
        : texts.get(
            "previous-papillary",
            texts.get("in-" + then.papillary()),
            texts.get("in-" + now.papillary()));
  }

  private List<ReportContent.PreviousRow> left() {
    if (!samePapillary()) {
      return List.of();
    }
    Measurements.LeftVentricle a = then.lv();
    Measurements.LeftVentricle b = now.lv();
    Measurements.Indexed by = then.indexed();
    Measurements.Indexed per = now.indexed();
    return List.of(
        row("edv", "ml", a.edvMl(), b.edvMl(), "ml/m²", by.lvEdvMlPerM2(), per.lvEdvMlPerM2()),
        row("esv", "ml", a.esvMl(), b.esvMl(), "ml/m²", by.lvEsvMlPerM2(), per.lvEsvMlPerM2()),
        row("sv", "ml", a.svMl(), b.svMl(), "ml/m²", by.lvSvMlPerM2(), per.lvSvMlPerM2()),
        row("ef", "%", a.efPercent(), b.efPercent(), "", null, null),
        row("mass", "g", a.massEdG(), b.massEdG(), "g/m²", by.lvMassGPerM2(), per.lvMassGPerM2()));
  }

  private List<ReportContent.PreviousRow> right() {
    Measurements.RightVentricle a = then.rv();
    Measurements.RightVentricle b = now.rv();
    Measurements.Indexed by = then.indexed();
    Measurements.Indexed per = now.indexed();
    return List.of(
        row("edv", "ml", a.edvMl(), b.edvMl(), "ml/m²", by.rvEdvMlPerM2(), per.rvEdvMlPerM2()),
        row("esv", "ml", a.esvMl(), b.esvMl(), "ml/m²", by.rvEsvMlPerM2(), per.rvEsvMlPerM2()),
        row("sv", "ml", a.svMl(), b.svMl(), "ml/m²", by.rvSvMlPerM2(), per.rvSvMlPerM2()),
        row("ef", "%", a.efPercent(), b.efPercent(), "", null, null));
  }

  private ReportContent.PreviousRow row(
      String key,
      String unit,
      @Nullable Double before,
      @Nullable Double after,
      String indexedUnit,
      @Nullable Double indexedBefore,
      @Nullable Double indexedAfter) {
    boolean indexed = sameFormula && (indexedBefore != null || indexedAfter != null);
    return new ReportContent.PreviousRow(
        texts.get(key),
        unit,
        texts.number(before, 1),
        texts.number(after, 1),
        change(before, after, unit),
        indexed ? indexedUnit : "",
        indexed ? texts.number(indexedBefore, 1) : "",
        indexed ? texts.number(indexedAfter, 1) : "",
        indexed ? change(indexedBefore, indexedAfter, "%") : "");
  }

  /** The difference with its sign; of a volume or mass also as part of what it was. */
  private String change(@Nullable Double before, @Nullable Double after, String unit) {
    if (before == null || after == null) {
      return ReportTexts.UNKNOWN;
    }
    String difference = signed(after - before, 1);
    return unit.equals("%") || before <= 0
        ? difference
        : difference + " (" + signed(100 * (after - before) / before, 0) + " %)";
  }

  private String signed(double value, int digits) {
    String text = texts.number(value, digits);
    return value > 0 && !text.equals(texts.number(0.0, digits)) ? "+" + text : text;
  }

  private List<String> statements() {
    List<String> said = new ArrayList<>();
    if (then.coveredSlicesOnly()) {
      said.add(texts.get("previous-covered-then"));
    }
    if (now.coveredSlicesOnly()) {
      said.add(texts.get("previous-covered-now"));
    }
    if (!sameFormula) {
      said.add(texts.get("previous-formula", then.indexed().formula(), now.indexed().formula()));
    }
    said.add(texts.get("previous-no-significance"));
    return said;
  }
}
