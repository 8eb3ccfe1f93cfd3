package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Sentence;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.ReviewDocument;

/**
 * Phases in which the segmenter itself is unsure: the mean confidence of the LV endocardia it drew,
 * and no reader has changed since, lies below the bound on its card.
 */
final class ModelDoubt {

  private ModelDoubt() {}

  /**
   * A flag each for ED and ES, and one for all other phases together; each leads to the least sure
   * frame.
   */
  static List<Flag> flags(ReviewDocument document, @Nullable Integer ed, @Nullable Integer es) {
    Double bound = document.minMeanConfidence();
    List<Flag> flags = new ArrayList<>();
    if (bound == null) {
      return flags;
    }
    SortedMap<Integer, Doubt> doubts = new TreeMap<>();
    for (int phase : document.segmentedPhases()) {
      of(document, phase).filter(d -> d.mean() < bound).ifPresent(d -> doubts.put(phase, d));
    }
    if (ed != null) {
      mark("ED", doubts.remove(ed), bound, flags);
    }
    if (es != null) {
      mark("ES", doubts.remove(es), bound, flags);
    }
    doubts.values().stream()
        .min((a, b) -> Double.compare(a.lowest(), b.lowest()))
        .ifPresent(
            worst -> {
              String below = Sentence.number(bound, 2);
              String code = FlagCodes.MODEL_LOW_CONFIDENCE;
              flags.add(
                  doubts.size() == 1
                      ? Flag.of(worst.frame(), code + ".one-more", below)
                      : Flag.of(worst.frame(), code + ".more", doubts.size(), below));
            });
    return flags;
  }

  private static void mark(String name, @Nullable Doubt doubt, double bound, List<Flag> flags) {
    if (doubt != null) {
      flags.add(
          Flag.of(
              doubt.frame(),
              FlagCodes.MODEL_LOW_CONFIDENCE,
              name,
              Sentence.number(doubt.mean(), 2),
              Sentence.number(bound, 2)));
    }
  }

  /** How sure the model is of a phase; {@code frame} is where it is least so. */
  private record Doubt(double mean, double lowest, FrameKey frame) {}

  private static Optional<Doubt> of(ReviewDocument document, int phase) {
    double sum = 0;
    int count = 0;
    double lowest = 2;
    FrameKey frame = null;
    for (int slice = 0; slice < document.sliceCount(); slice++) {
      ContourKey key = ContourKey.of(slice, phase, Structure.LV_ENDO);
      Optional<Double> confidence = document.counted(key).flatMap(Tracing::confidence);
      if (confidence.isPresent()) {
        sum += confidence.get();
        count++;
        if (confidence.get() < lowest) {
          lowest = confidence.get();
          frame = key.frame();
        }
      }
    }
    return frame == null ? Optional.empty() : Optional.of(new Doubt(sum / count, lowest, frame));
  }
}
