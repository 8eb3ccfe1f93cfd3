package ventricle.engine.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Tracing;
import ventricle.engine.inference.djl.DjlRuntime;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * 3-D Dice of the product's contours (rasterised) against {@code acdc-edes}: arguments are the
 * models' folder, the data folder, the split, then optionally "mirrored" and case names to keep.
 */
public final class SegmentationEvaluation {

  private SegmentationEvaluation() {}

  public static void main(String[] args) throws Exception {
    List<String> options = List.of(args).subList(3, args.length);
    boolean mirrored = options.contains("mirrored");
    Set<String> names = Set.copyOf(options.stream().filter(o -> o.startsWith("patient")).toList());
    DjlRuntime runtime = DjlRuntime.start(new Device.Cpu(), DjlRuntime.batchThreads());
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    try (Models models =
        Models.open(
            ModelRepository.of(List.of(Path.of(args[0]))),
            runtime,
            new Models.Options(Map.of(), mirrored))) {
      Segmenter segmenter = models.segmenter().orElseThrow();
      long time = 0;
      int frames = 0;
      for (EdEsCase c : EdEsCase.read(Path.of(args[1]), args[2], names)) {
        long start = System.nanoTime();
        SortedMap<ContourKey, Tracing> contours =
            segmenter.segment(c.stack(), Set.of(0, 1), Progress.NONE, new CancelToken());
        time += System.nanoTime() - start;
        frames += c.stack().frames().size();
        StringBuilder line = new StringBuilder(c.name() + " " + c.group());
        for (int phase = 0; phase < 2; phase++) {
          for (byte label = 3; label >= 1; label--) {
            double dice = c.dice(contours, phase, label);
            line.append(String.format(Locale.ROOT, " %.3f", dice));
            if (!Double.isNaN(dice)) {
              scores
                  .computeIfAbsent((phase == 0 ? "ED " : "ES ") + label, k -> new ArrayList<>())
                  .add(dice);
            }
          }
        }
        System.out.println(line);
      }
      scores.forEach(
          (key, values) ->
              System.out.printf(
                  Locale.ROOT,
                  "%s mean %.4f over %d%n",
                  key,
                  values.stream().mapToDouble(d -> d).average().orElse(Double.NaN),
                  values.size()));
      System.out.printf(Locale.ROOT, "%.1f ms a frame, %d frames%n", time / 1e6 / frames, frames);
    }
  }
}
