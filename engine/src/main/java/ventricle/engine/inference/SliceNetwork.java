package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.task.CancelToken;

/**
 * A segmentation network that looks at slices, each alone or with its neighbours, with the way its
 * card says images come in. Thread-safe.
 */
final class SliceNetwork implements AutoCloseable {

  /** Channels that cards name. */
  static final String RV_CAVITY = "RV_CAVITY";

  static final String LV_MYOCARDIUM = "LV_MYOCARDIUM";
  static final String LV_CAVITY = "LV_CAVITY";

  /** Slices per run where each stands alone: small enough that cancelling is felt at once. */
  private static final int BATCH = 4;

  private final ModelCard card;
  private final Network network;
  private final boolean mirrored;
  private final ModelCard.Output probabilities;
  private final ModelCard.@Nullable Output attention;

  /**
   * @param mirrored whether to average with the result on the mirrored image, at twice the cost
   * @throws InferenceException when the card asks for something this class cannot do
   */
  SliceNetwork(ModelCard card, Network network, boolean mirrored) throws InferenceException {
    this.card = card;
    this.network = network;
    this.mirrored = mirrored;
    if (!card.input().layout().equals("N1HW")) {
      throw new InferenceException(
          card.id() + ": only networks that take slices as a batch (layout N1HW) can segment");
    }
    this.probabilities =
        card.output("probabilities")
            .filter(o -> o.layout().equals("NCHW") && o.stride() == 1)
            .orElseThrow(
                () -> new InferenceException(card.id() + ": has no NCHW output \"probabilities\""));
    for (String needed : List.of(LV_CAVITY, LV_MYOCARDIUM)) {
      if (!probabilities.channels().contains(needed)) {
        throw new InferenceException(card.id() + ": has no channel " + needed);
      }
    }
    this.attention =
        card.outputs().stream().filter(o -> o.selector() != null).findFirst().orElse(null);
  }

  ModelCard card() {
    return card;
  }

  /** Index of a channel, −1 when the network does not know it. */
  int channel(String name) {
    return probabilities.channels().indexOf(name);
  }

  /** The output that shows attention, null when the network has none. */
  ModelCard.@Nullable Output attention() {
    return attention;
  }

  /** Whether the slices of a phase must be run together, because each looks at its neighbours. */
  boolean together() {
    return card.input().slicesPerPatch() > 1;
  }

  /**
   * Probabilities of a phase.
   *
   * @param centre middle of the crop for a slice, in image coordinates
   * @param wanted the slices to give maps of; grey range and neighbours still come from all of the
   *     phase's slices
   */
  PhaseMaps run(
      CineStack stack,
      int phase,
      IntFunction<Point> centre,
      IntPredicate wanted,
      CancelToken cancel)
      throws InferenceException {
    PhaseCrops crops = PhaseCrops.of(card.input(), stack, phase, centre);
    List<Integer> run = new ArrayList<>();
    for (int i = 0; i < crops.slices().size(); i++) {
      if (together() || wanted.test(crops.slices().get(i))) {
        run.add(i);
      }
    }
    int step = together() ? Math.max(1, run.size()) : BATCH;
    List<PhaseMaps.SliceMaps> maps = new ArrayList<>();
    for (int from = 0; from < run.size(); from += step) {
      cancel.throwIfCancelled();
      List<Integer> batch = run.subList(from, Math.min(from + step, run.size()));
      List<float[]> images = batch.stream().map(crops.images()::get).toList();
      float[] values = averaged(images);
      for (int i = 0; i < batch.size(); i++) {
        int slice = crops.slices().get(batch.get(i));
        if (wanted.test(slice)) {
          maps.add(
              new PhaseMaps.SliceMaps(slice, crops.grids().get(batch.get(i)), channels(values, i)));
        }
      }
    }
    return new PhaseMaps(phase, List.copyOf(maps));
  }

  /** The maps of one image of a batch. */
  private float[][] channels(float[] values, int image) {
    int pixels = card.input().rows() * card.input().columns();
    float[][] channels = new float[probabilities.channels().size()][];
    for (int c = 0; c < channels.length; c++) {
      int at = (image * channels.length + c) * pixels;
      channels[c] = Arrays.copyOfRange(values, at, at + pixels);
    }
    return channels;
  }

  private float[] averaged(List<float[]> images) throws InferenceException {
    float[] values = output(forward(images, new float[0]), probabilities);
    if (!mirrored) {
      return values;
    }
    List<float[]> turned = images.stream().map(i -> flipped(i, card.input().columns())).toList();
    float[] back =
        flipped(output(forward(turned, new float[0]), probabilities), card.input().columns());
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] + back[i]) / 2;
    }
    return values;
  }

  private static float[] flipped(float[] rows, int columns) {
    float[] out = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int column = i % columns;
      out[i] = rows[i - column + columns - 1 - column];
    }
    return out;
  }

  /** A map of attention on its own, coarser grid. */
  record Attention(CropGrid grid, float[] values) {}

  /**
   * Attention of one frame.
   *
   * @param weights over the channels
   * @throws InferenceException when the network shows none, or the frame is missing
   */
  Attention attend(CineStack stack, FrameKey frame, IntFunction<Point> centre, float[] weights)
      throws InferenceException {
    PhaseCrops crops = PhaseCrops.of(card.input(), stack, frame.phase(), centre);
    int index = crops.indexOf(frame.slice());
    return together()
        ? attend(crops, 0, crops.slices().size(), weights).get(index)
        : attend(crops, index, index + 1, weights).getFirst();
  }

  /** Attention of every slice that has a frame in a phase, in one run. */
  SortedMap<Integer, Attention> attend(
      CineStack stack, int phase, IntFunction<Point> centre, float[] weights)
      throws InferenceException {
    PhaseCrops crops = PhaseCrops.of(card.input(), stack, phase, centre);
    List<Attention> maps = attend(crops, 0, crops.slices().size(), weights);
    SortedMap<Integer, Attention> bySlice = new TreeMap<>();
    for (int i = 0; i < maps.size(); i++) {
      bySlice.put(crops.slices().get(i), maps.get(i));
    }
    return bySlice;
  }

  private List<Attention> attend(PhaseCrops crops, int from, int to, float[] weights)
      throws InferenceException {
    ModelCard.Output shown = attention;
    if (shown == null) {
      throw new InferenceException(card.id() + ": has no output that shows attention");
    }
    float[] values = output(forward(crops.images().subList(from, to), weights), shown);
    List<Attention> maps = new ArrayList<>();
    for (int i = from; i < to; i++) {
      CropGrid coarse = crops.grids().get(i).coarser(shown.stride());
      int pixels = coarse.rows() * coarse.columns();
      if (values.length != (to - from) * pixels) {
        throw new InferenceException(card.id() + ": attention map does not have the card's stride");
      }
      int at = (i - from) * pixels;
      maps.add(new Attention(coarse, Arrays.copyOfRange(values, at, at + pixels)));
    }
    return maps;
  }

  private Map<String, Tensor> forward(List<float[]> images, float[] weights)
      throws InferenceException {
    ModelCard.Input input = card.input();
    Map<String, Tensor> in = new LinkedHashMap<>();
    in.put(
        input.name(),
        new Tensor(PhaseCrops.packed(images), images.size(), 1, input.rows(), input.columns()));
    if (attention != null && attention.selector() != null) {
      int channels = probabilities.channels().size();
      in.put(attention.selector(), new Tensor(Arrays.copyOf(weights, channels), channels));
    }
    return network.run(in);
  }

  private float[] output(Map<String, Tensor> out, ModelCard.Output wanted)
      throws InferenceException {
    return PhaseCrops.output(card, out, wanted.name());
  }

  @Override
  public void close() {
    network.close();
  }
}
