package ventricle.engine.dicom.sr;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.output.Code;

/**
 * One measurement or evaluation of a structured report.
 *
 * @param group what it was measured on: tracking identifier, else the name of its container
 * @param site coded finding site, null when there is none
 * @param name what was measured
 * @param value the number as the report writes it, or the meaning of a coded evaluation
 * @param number null for an evaluation, and for a number that is none
 * @param unit code of the unit, null for an evaluation
 * @param modifiers what else the report says of it: method, phase, derivation
 */
public record ReportedMeasurement(
    String group,
    @Nullable Code site,
    Code name,
    String value,
    @Nullable Double number,
    @Nullable Code unit,
    List<Modifier> modifiers) {

  /** A coded property of a measurement. */
  public record Modifier(Code name, Code value) {}

  public ReportedMeasurement {
    modifiers = List.copyOf(modifiers);
  }

  /** Whether it is what a code stands for, by value and scheme. */
  public boolean is(Code code) {
    return name.same(code);
  }

  /** Hides the value. */
  @Override
  public String toString() {
    return "ReportedMeasurement[" + name.value() + "]";
  }
}
