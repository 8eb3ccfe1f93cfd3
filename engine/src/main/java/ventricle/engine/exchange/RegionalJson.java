package ventricle.engine.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Dynamics;
import ventricle.engine.measure.Measurements.ByHeight;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.SegmentWall;
import ventricle.engine.measure.regional.ThicknessCurves;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.PersonEntries.Field;

/** The parts of {@code measurements.json} about person, wall and rates. */
final class RegionalJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RegionalJson() {}

  /**
   * What the numbers were measured with, and where it is from.
   *
   * @param header the study as its files have it
   */
  static ObjectNode person(Study header, PersonEntries entries) {
    PersonEntries.Measured measured = entries.over(header);
    Patient patient = measured.study().patient();
    ObjectNode node = NODES.objectNode();
    number(node, "heartRateBpm", measured, Field.HEART_RATE, measured.study().heartRateBpm());
    value(node, "sex", measured, Field.SEX, patient.sex()).put("value", patient.sex());
    number(node, "ageYears", measured, Field.AGE, patient.ageYears());
    number(node, "heightM", measured, Field.HEIGHT, patient.heightMetres());
    number(node, "weightKg", measured, Field.WEIGHT, patient.weightKg());
    return node;
  }

  private static void number(
      ObjectNode person,
      String name,
      PersonEntries.Measured measured,
      Field field,
      @Nullable Double number) {
    JsonNumbers.put(value(person, name, measured, field, number), "value", number);
  }

  private static ObjectNode value(
      ObjectNode person,
      String name,
      PersonEntries.Measured measured,
      Field field,
      @Nullable Object value) {
    String source = measured.entered().contains(field) ? "entered" : "header";
    return person.putObject(name).put("source", value == null ? null : source);
  }

  static ObjectNode byHeight(ByHeight byHeight) {
    ObjectNode node = NODES.objectNode();
    JsonNumbers.put(node, "heightM", byHeight.heightM());
    JsonNumbers.put(node, "lvEdvMlPerM", byHeight.lvEdvMlPerM());
    JsonNumbers.put(node, "lvEsvMlPerM", byHeight.lvEsvMlPerM());
    JsonNumbers.put(node, "lvSvMlPerM", byHeight.lvSvMlPerM());
    JsonNumbers.put(node, "lvMassGPerM", byHeight.lvMassGPerM());
    JsonNumbers.put(node, "lvMassGPerM27", byHeight.lvMassGPerM27());
    JsonNumbers.put(node, "rvEdvMlPerM", byHeight.rvEdvMlPerM());
    JsonNumbers.put(node, "rvEsvMlPerM", byHeight.rvEsvMlPerM());
    JsonNumbers.put(node, "rvSvMlPerM", byHeight.rvSvMlPerM());
    return node;
  }

  static ObjectNode dynamics(Dynamics dynamics) {
    ObjectNode node = NODES.objectNode();
    JsonNumbers.put(node, "perMlPerS", dynamics.perMlPerS());
    JsonNumbers.put(node, "timeToPerMs", dynamics.timeToPerMs());
    JsonNumbers.put(node, "pfrMlPerS", dynamics.pfrMlPerS());
    JsonNumbers.put(node, "timeToPfrMs", dynamics.timeToPfrMs());
    node.put("reason", dynamics.reason());
    return node;
  }

  static ObjectNode regional(Regional regional, ThicknessCurves curves) {
    ObjectNode node = NODES.objectNode();
    ArrayNode segments = node.putArray("segments");
    for (SegmentWall wall : regional.segments()) {
      ObjectNode segment = segments.addObject();
      segment.put("number", wall.segment().number());
      segment.put("name", wall.segment().key());
      JsonNumbers.put(segment, "edMm", wall.edMm());
      JsonNumbers.put(segment, "esMm", wall.esMm());
      JsonNumbers.put(segment, "thickeningMm", wall.thickeningMm());
      JsonNumbers.put(segment, "thickeningPercent", wall.thickeningPercent());
      segment.put("affected", wall.affected());
      segment.set("edSlices", slices(wall.edFrames()));
      segment.set("esSlices", slices(wall.esFrames()));
      segment.put("reason", wall.reason());
      ArrayNode curve = segment.putArray("curveMm");
      for (Double mm : curves.of(wall.segment())) {
        curve.add(mm == null ? null : (Double) JsonNumbers.rounded(mm));
      }
    }
    node.put("reason", regional.reason());
    return node;
  }

  /** 1-based. */
  private static ArrayNode slices(List<FrameKey> frames) {
    ArrayNode slices = NODES.arrayNode();
    frames.forEach(frame -> slices.add(frame.slice() + 1));
    return slices;
  }
}
