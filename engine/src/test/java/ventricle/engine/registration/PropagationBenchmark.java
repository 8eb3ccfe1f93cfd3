package ventricle.engine.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Smoothing;
import ventricle.engine.measure.agreement.Dice;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * Dice of contours carried from ED by {@link Propagation} with the true ones, beside that of the
 * contour of ED left as it is. Not a test. Phantoms: three slices, every phase; ACDC, training
 * cases only: three middle slices at ES.
 *
 * <pre>PropagationBenchmark SEEDS [FOLDER_OF_ACDC_CINE CASES]</pre>
 */
public final class PropagationBenchmark {

  private static final List<Structure> BORDERS =
      List.of(Structure.LV_ENDO, Structure.LV_EPI, Structure.RV_ENDO);

  private final Map<Structure, List<double[]>> dices = new TreeMap<>();
  private int carried;
  private double seconds;

  private PropagationBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    PropagationBenchmark phantoms = new PropagationBenchmark();
    int seeds = Integer.parseInt(arguments[0]);
    for (int seed = 1; seed <= seeds; seed++) {
      PhantomStudy phantom =
          Phantom.generate(PhantomOptions.seeded(seed), Progress.NONE, new CancelToken());
      int slices = phantom.study().stack().sliceCount();
      for (int slice : new int[] {slices / 4, slices / 2, 3 * slices / 4}) {
        phantoms.measure(
            phantom.study().stack(), phantom.contours(), slice, phantom.truth().edPhase());
      }
    }
    phantoms.print(seeds + " phantoms");
    if (arguments.length > 2) {
      PropagationBenchmark hearts = new PropagationBenchmark();
      hearts.acdc(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      hearts.print(arguments[2] + " ACDC training cases, ED to ES");
    }
  }

  private void measure(
      CineStack stack, SortedMap<ContourKey, Contour> truth, int slice, int edPhase) {
    for (Structure structure : BORDERS) {
      ContourKey from = ContourKey.of(slice, edPhase, structure);
      Contour start = truth.get(from);
      if (start == null) {
        continue;
      }
      ReviewDocument document =
          Edits.apply(
                  ReviewDocument.blank("1", stack.sliceCount(), stack.phases()),
                  new Edit.SetContour(
                      from, new Tracing(start, new Provenance.Manual("r")), Gesture.DRAW))
              .orThrow();
      long before = System.nanoTime();
      Edit.FillContours edit =
          new Propagation(stack, document, "r")
              .fill(from, stack.phases(), Progress.NONE, new CancelToken());
      seconds += (System.nanoTime() - before) / 1e9;
      carried += edit.contours().size();
      edit.contours()
          .forEach(
              (key, tracing) -> {
                Contour there = truth.get(key);
                if (there != null) {
                  dices
                      .computeIfAbsent(structure, s -> new ArrayList<>())
                      .add(
                          new double[] {
                            Dice.ofContours(tracing.contour(), there), Dice.ofContours(start, there)
                          });
                }
              });
    }
  }

  private void print(String what) {
    System.out.printf(
        Locale.ROOT, "%s: %d contours, %.0f ms each%n", what, carried, 1000 * seconds / carried);
    dices.forEach(
        (structure, pairs) ->
            System.out.printf(
                Locale.ROOT,
                "  %-8s carried %.3f (tenth percentile %.3f), copied %.3f (%.3f), n = %d%n",
                structure,
                pairs.stream().mapToDouble(p -> p[0]).average().orElse(0),
                tenth(pairs, 0),
                pairs.stream().mapToDouble(p -> p[1]).average().orElse(0),
                tenth(pairs, 1),
                pairs.size()));
  }

  private static double tenth(List<double[]> pairs, int which) {
    return pairs.stream().mapToDouble(p -> p[which]).sorted().toArray()[pairs.size() / 10];
  }

  private void acdc(Path folder, int cases) throws IOException {
    JsonNode index = new ObjectMapper().readTree(folder.resolve("index.json").toFile());
    int done = 0;
    for (Map.Entry<String, JsonNode> e : index.get("cases").properties()) {
      if (e.getValue().get("split").asText().equals("train") && done++ < cases) {
        heart(folder, e.getKey(), e.getValue());
      }
    }
  }

  private void heart(Path folder, String name, JsonNode info) throws IOException {
    ImageSize size = new ImageSize(info.get("rows").asInt(), info.get("cols").asInt());
    int phases = info.get("frames").asInt();
    int slices = info.get("slices").asInt();
    int ed = info.get("ed_frame").asInt() - 1;
    int es = info.get("es_frame").asInt() - 1;
    Raster cine = read(folder.resolve(name + "_cine.png"));
    Raster labels = read(folder.resolve(name + "_lab.png"));
    List<Slice> geometry = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    TreeMap<ContourKey, Contour> truth = new TreeMap<>();
    for (int slice = 0; slice < slices; slice++) {
      geometry.add(
          new Slice(
              size.rows(),
              size.columns(),
              null,
              new Vector3(0, 0, slice),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              null));
      for (int phase = 0; phase < phases; phase++) {
        int[] values = tile(cine, size, slice * phases + phase);
        short[] stored = new short[values.length];
        for (int i = 0; i < stored.length; i++) {
          stored[i] = (short) values[i];
        }
        frames.put(
            new FrameKey(slice, phase),
            new CineFrame(
                new InstanceRef("", "", "", 1),
                Pixels.unsigned(size.rows(), size.columns(), stored),
                null,
                null,
                null));
      }
      label(truth, slice, ed, tile(labels, size, slice), size);
      label(truth, slice, es, tile(labels, size, slices + slice), size);
    }
    CineStack stack = new CineStack("", null, geometry, phases, frames, null, null, List.of());
    for (int slice = 0; slice < slices; slice++) {
      measure(stack, truth, slice, ed);
    }
  }

  private static Raster read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file.getFileName() + " is missing");
    }
    return ImageIO.read(file.toFile()).getRaster();
  }

  private static int[] tile(Raster strip, ImageSize size, int index) {
    return strip.getSamples(0, index * size.rows(), size.columns(), size.rows(), 0, (int[]) null);
  }

  private static void label(
      SortedMap<ContourKey, Contour> truth, int slice, int phase, int[] labels, ImageSize size) {
    for (Structure structure : BORDERS) {
      boolean[] mask = new boolean[labels.length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] =
            switch (structure) {
              case LV_ENDO -> labels[i] == 3;
              case LV_EPI -> labels[i] >= 2;
              default -> labels[i] == 1;
            };
      }
      IsoContour.ofMask(mask, size).stream()
          .findFirst()
          .filter(c -> Polygons.area(c) > 20)
          .ifPresent(
              c -> truth.put(ContourKey.of(slice, phase, structure), Smoothing.smooth(c, 1)));
    }
  }
}
