package ventricle.engine.inference;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Contours from a network that segments slice by slice. */
final class ModelSegmenter implements Segmenter {

  private final SliceNetwork network;
  private final HeartLocator locator;
  private final ContourTracer tracer;
  private final ContourConfidence confidence;

  /** Closes the network when closed. */
  ModelSegmenter(SliceNetwork network, HeartLocator locator) {
    this.network = network;
    this.locator = locator;
    int cavity = network.channel(SliceNetwork.LV_CAVITY);
    int myocardium = network.channel(SliceNetwork.LV_MYOCARDIUM);
    int rv = network.channel(SliceNetwork.RV_CAVITY);
    this.tracer =
        new ContourTracer(
            network.card().postProcessing().threshold(),
            network.card().input().spacingMm(),
            cavity,
            myocardium,
            rv);
    this.confidence = new ContourConfidence(network.card(), cavity, myocardium, rv);
  }

  @Override
  public ModelCard card() {
    return network.card();
  }

  @Override
  public SortedMap<ContourKey, Tracing> segment(
      CineStack stack, Set<Integer> phases, Progress progress, CancelToken cancel)
      throws InferenceException {
    for (int phase : phases) {
      if (phase < 0 || phase >= stack.phases()) {
        throw new IllegalArgumentException("no phase " + phase + " in " + stack.phases());
      }
    }
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    HeartLocator.Located located = locator.locate(stack, cancel);
    int done = 0;
    for (int phase : new TreeSet<>(phases)) {
      progress.report((double) done / phases.size(), "Segmenting phase " + (phase + 1));
      cancel.throwIfCancelled();
      PhaseMaps maps =
          phase == located.maps().phase()
              ? located.maps()
              : network.run(
                  stack, phase, slice -> located.centre(stack, slice), slice -> true, cancel);
      tracer
          .trace(maps, slice -> ImageSize.of(stack.slice(slice)))
          .forEach((key, contour) -> contours.put(key, new Tracing(contour, drawn(maps, key))));
      done++;
    }
    progress.report(1, "Segmented");
    return contours;
  }

  private Provenance drawn(PhaseMaps maps, ContourKey key) {
    Double sure =
        maps.slices().stream()
            .filter(s -> s.slice() == key.frame().slice())
            .findFirst()
            .flatMap(s -> confidence.of(s, key.structure()))
            .orElse(null);
    return new Provenance.Model(network.card().ref(), sure);
  }

  @Override
  public void close() {
    network.close();
  }
}
