package ventricle.viewer.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.Mark;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.view.ImageShape;

/**
 * The two marks and what the grid shows because of them.
 *
 * @param ed 0-based phase, null while unset
 * @param es likewise
 */
record GridMarks(@Nullable Integer ed, @Nullable Integer es) {

  /** The mark at a phase, if any. */
  @Nullable Mark at(int phase) {
    if (ed != null && ed == phase) {
      return Mark.ED;
    }
    return es != null && es == phase ? Mark.ES : null;
  }

  private List<Integer> marked(int phases) {
    return Stream.of(Optional.ofNullable(ed), Optional.ofNullable(es))
        .flatMap(Optional::stream)
        .filter(p -> p < phases)
        .distinct()
        .toList();
  }

  /** The phase of each column; the phase shown while nothing is marked. */
  List<Integer> columns(int phases, boolean all, int shownPhase) {
    if (all) {
      return IntStream.range(0, phases).boxed().toList();
    }
    List<Integer> marked = marked(phases);
    return marked.isEmpty() ? List.of(shownPhase) : marked;
  }

  /** The frame at ED or ES of which the model is least sure and nobody has judged it yet. */
  Optional<FrameKey> leastSure(
      CineStack stack, Function<FrameKey, Optional<Confidence>> confidence) {
    return marked(stack.phases()).stream()
        .flatMap(
            phase ->
                IntStream.range(0, stack.sliceCount())
                    .mapToObj(slice -> new FrameKey(slice, phase)))
        .flatMap(key -> confidence.apply(key).map(c -> new Judged(key, c)).stream())
        .filter(judged -> !judged.confidence().settled())
        .min(Comparator.comparingDouble(judged -> judged.confidence().least()))
        .map(Judged::key);
  }

  private record Judged(FrameKey key, Confidence confidence) {}

  /** One crop for all cells, so that hearts can be compared; empty without contours. */
  Optional<Crop> heart(CineStack stack, Function<FrameKey, List<OverlayContour>> contours) {
    ImageShape shape = ImageShape.of(stack.slice(0));
    List<OverlayContour> all = new ArrayList<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      if (ImageShape.of(stack.slice(slice)).equals(shape)) {
        for (int phase : marked(stack.phases())) {
          all.addAll(contours.apply(new FrameKey(slice, phase)));
        }
      }
    }
    return Crop.around(all, shape);
  }
}
