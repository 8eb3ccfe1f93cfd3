package ventricle.engine.exchange;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.measure.Dynamics;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.review.ReviewDocument;

/**
 * Numbers and contours of a study as comma-separated values (RFC 4180) with a line of headings;
 * slices and phases from 1, an empty field for what cannot be known.
 */
final class StudyCsv {

  private StudyCsv() {}

  /** {@code quantity,phase,value,unit}: every number, then the volumes of each phase. */
  static void writeMeasurements(Path file, Measurements m) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("quantity,phase,value,unit");
    Measurements.LeftVentricle lv = m.lv();
    Measurements.RightVentricle rv = m.rv();
    Measurements.Indexed by = m.indexed();
    lines.add(ComparisonCsv.line("papillary muscles in", null, m.papillary(), ""));
    at(lines, "LV EDV", m.edPhase(), lv.edvMl(), "ml");
    at(lines, "LV ESV", m.esPhase(), lv.esvMl(), "ml");
    at(lines, "LV SV", null, lv.svMl(), "ml");
    at(lines, "LV EF", null, lv.efPercent(), "%");
    at(lines, "LV CO", null, lv.coLPerMin(), "l/min");
    at(lines, "LV mass", m.edPhase(), lv.massEdG(), "g");
    at(lines, "RV EDV", m.edPhase(), rv.edvMl(), "ml");
    at(lines, "RV ESV", m.esPhase(), rv.esvMl(), "ml");
    at(lines, "RV SV", null, rv.svMl(), "ml");
    at(lines, "RV EF", null, rv.efPercent(), "%");
    at(lines, "RV CO", null, rv.coLPerMin(), "l/min");
    at(lines, "BSA (" + by.formula() + ")", null, by.bsaM2(), "m2");
    at(lines, "LV EDV/BSA", m.edPhase(), by.lvEdvMlPerM2(), "ml/m2");
    at(lines, "LV ESV/BSA", m.esPhase(), by.lvEsvMlPerM2(), "ml/m2");
    at(lines, "LV SV/BSA", null, by.lvSvMlPerM2(), "ml/m2");
    at(lines, "LV mass/BSA", m.edPhase(), by.lvMassGPerM2(), "g/m2");
    at(lines, "cardiac index", null, by.cardiacIndex(), "l/min/m2");
    at(lines, "RV EDV/BSA", m.edPhase(), by.rvEdvMlPerM2(), "ml/m2");
    at(lines, "RV ESV/BSA", m.esPhase(), by.rvEsvMlPerM2(), "ml/m2");
    at(lines, "RV SV/BSA", null, by.rvSvMlPerM2(), "ml/m2");
    at(lines, "RV cardiac index", null, by.rvCardiacIndex(), "l/min/m2");
    byHeight(lines, by.byHeight(), m.edPhase(), m.esPhase());
    Dynamics rates = m.dynamics();
    at(lines, "LV peak ejection rate", null, rates.perMlPerS(), "ml/s");
    at(lines, "LV time from ED to peak ejection", null, rates.timeToPerMs(), "ms");
    at(lines, "LV peak filling rate", null, rates.pfrMlPerS(), "ml/s");
    at(lines, "LV time from ES to peak filling", null, rates.timeToPfrMs(), "ms");
    for (SegmentWall wall : m.regional().segments()) {
      String segment = " " + wall.segment().number() + " " + wall.segment().key();
      at(lines, "LV wall" + segment, m.edPhase(), wall.edMm(), "mm");
      at(lines, "LV wall" + segment, m.esPhase(), wall.esMm(), "mm");
      at(lines, "LV thickening" + segment, null, wall.thickeningMm(), "mm");
      at(lines, "LV thickening" + segment, null, wall.thickeningPercent(), "%");
    }
    curve(lines, "LV volume", m.curve().lvMl());
    curve(lines, "RV volume", m.curve().rvMl());
    Files.write(file, lines);
  }

  private static void byHeight(
      List<String> lines, Measurements.ByHeight by, @Nullable Integer ed, @Nullable Integer es) {
    at(lines, "LV EDV/height", ed, by.lvEdvMlPerM(), "ml/m");
    at(lines, "LV ESV/height", es, by.lvEsvMlPerM(), "ml/m");
    at(lines, "LV SV/height", null, by.lvSvMlPerM(), "ml/m");
    at(lines, "LV mass/height", ed, by.lvMassGPerM(), "g/m");
    at(lines, "LV mass/height^2.7", ed, by.lvMassGPerM27(), "g/m^2.7");
    at(lines, "RV EDV/height", ed, by.rvEdvMlPerM(), "ml/m");
    at(lines, "RV ESV/height", es, by.rvEsvMlPerM(), "ml/m");
    at(lines, "RV SV/height", null, by.rvSvMlPerM(), "ml/m");
  }

  private static void curve(List<String> lines, String name, @Nullable List<Double> values) {
    for (int phase = 0; values != null && phase < values.size(); phase++) {
      at(lines, name, phase, values.get(phase), "ml");
    }
  }

  private static void at(
      List<String> lines,
      String quantity,
      @Nullable Integer phase,
      @Nullable Double value,
      String unit) {
    lines.add(
        ComparisonCsv.line(quantity, phase == null ? null : (Integer) (phase + 1), value, unit));
  }

  /**
   * A line for each vertex of each contour that counts: its place, whose contour it is, x and y in
   * pixels ((0, 0) = the centre of the first pixel) and its position in the DICOM patient system in
   * mm where the spacing is known.
   */
  static void writeContours(Path file, Study study, ReviewDocument document) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("slice,phase,structure,provenance,vertex,x_px,y_px,x_mm,y_mm,z_mm\n");
      for (int slice = 0; slice < document.sliceCount(); slice++) {
        for (int phase = 0; phase < document.phaseCount(); phase++) {
          for (Structure structure : Structure.values()) {
            ContourKey key = ContourKey.of(slice, phase, structure);
            Tracing tracing = document.counted(key).orElse(null);
            if (tracing != null) {
              contour(out, key, tracing, study.stack().slice(slice));
            }
          }
        }
      }
    }
  }

  private static void contour(Writer out, ContourKey key, Tracing tracing, Slice place)
      throws IOException {
    String head =
        ComparisonCsv.line(
            key.frame().slice() + 1,
            key.frame().phase() + 1,
            key.structure(),
            ContoursJson.kind(tracing.provenance()));
    Contour c = tracing.contour();
    for (int i = 0; i < c.size(); i++) {
      Vector3 at = place.spacing() == null ? null : place.toPatient(c.point(i));
      out.write(
          head
              + String.format(Locale.ROOT, ",%d,%.6f,%.6f,", i + 1, c.x(i), c.y(i))
              + (at == null
                  ? ",,\n"
                  : String.format(Locale.ROOT, "%.4f,%.4f,%.4f\n", at.x(), at.y(), at.z())));
    }
  }
}
