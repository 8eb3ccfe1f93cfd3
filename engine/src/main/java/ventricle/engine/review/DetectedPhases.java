package ventricle.engine.review;

import java.util.List;
import ventricle.engine.domain.ModelRef;

/**
 * What the phase detector said.
 *
 * @param edPhase 0-based
 * @param esPhase 0-based
 * @param edProbability P(ED) per phase, 0..1
 * @param esProbability P(ES) per phase, 0..1
 */
public record DetectedPhases(
    int edPhase,
    int esPhase,
    List<Double> edProbability,
    List<Double> esProbability,
    ModelRef model) {

  public DetectedPhases {
    edProbability = List.copyOf(edProbability);
    esProbability = List.copyOf(esProbability);
  }
}
