package ventricle.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.Measurements;

/** The measurements as a few lines for a terminal. */
final class Summary {

  private Summary() {}

  static List<String> of(Measurements m) {
    List<String> lines = new ArrayList<>();
    lines.add("ED phase %s, ES phase %s".formatted(oneBased(m.edPhase()), oneBased(m.esPhase())));
    lines.add(
        "LV  EDV %s ml  ESV %s ml  SV %s ml  EF %s %%  mass %s g%s"
            .formatted(
                number(m.lv().edvMl()),
                number(m.lv().esvMl()),
                number(m.lv().svMl()),
                number(m.lv().efPercent()),
                number(m.lv().massEdG()),
                m.coveredSlicesOnly() ? "  (covered slices only)" : ""));
    lines.add(
        "RV  EDV %s ml  ESV %s ml  SV %s ml  EF %s %%"
            .formatted(
                number(m.rv().edvMl()),
                number(m.rv().esvMl()),
                number(m.rv().svMl()),
                number(m.rv().efPercent())));
    m.flags().forEach(flag -> lines.add("note: " + flag.message()));
    return lines;
  }

  private static String oneBased(@Nullable Integer phase) {
    return phase == null ? "-" : String.valueOf(phase + 1);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }
}
