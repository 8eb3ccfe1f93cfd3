package ventricle.support;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;

/** The truth about a phantom as the result of a model that makes no mistakes. */
public final class Truth {

  private static final ModelRef MODEL = new ModelRef("segment", "truth", "1", "00");
  private static final double SURE = .95;

  private Truth() {}

  /**
   * @param doubtful how sure the model is of some contours; of all others it is sure
   */
  public static Edit.ModelRun asModel(PhantomStudy phantom, Map<ContourKey, Double> doubtful) {
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    phantom
        .contours()
        .forEach(
            (key, contour) ->
                contours.put(
                    key,
                    new Tracing(
                        contour, new Provenance.Model(MODEL, doubtful.getOrDefault(key, SURE)))));
    int phases = phantom.study().stack().phases();
    Set<Integer> all = new TreeSet<>(IntStream.range(0, phases).boxed().toList());
    int ed = phantom.truth().edPhase();
    int es = phantom.truth().esPhase();
    DetectedPhases detected =
        new DetectedPhases(ed, es, certain(ed, phases), certain(es, phases), MODEL);
    return new Edit.ModelRun(all, contours, detected, Set.of(MODEL), "cpu");
  }

  private static List<Double> certain(int phase, int phases) {
    return IntStream.range(0, phases).mapToObj(p -> p == phase ? 1.0 : 0.0).toList();
  }
}
