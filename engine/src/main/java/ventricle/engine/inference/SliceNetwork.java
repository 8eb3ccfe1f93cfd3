package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.task.CancelToken;

/**
 * A segmentation network that looks at single slices, with the way its card says images come in.
 * Thread-safe.
 */
final class SliceNetwork implements AutoCloseable {

  /** Channels that cards name. */
  static final String RV_CAVITY = "RV_CAVITY";

  static final String LV_MYOCARDIUM = "LV_MYOCARDIUM";
  static final String LV_CAVITY = "LV_CAVITY";

  /** Slices per run: small enough that cancelling is felt at once. */
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
    if (!card.input().layout().equals("N1HW") || card.input().slicesPerPatch() != 1) {
      throw new InferenceException(
          card.id() + ": only networks of single slices (layout N1HW) can segment");
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

  /** Slices that have a frame in a phase. */
  static SortedSet<Integer> present(CineStack stack, int phase) {
    SortedSet<Integer> slices = new TreeSet<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      if (stack.frames().containsKey(new FrameKey(slice, phase))) {
        slices.add(slice);
      }
    }
    return slices;
  }

  /**
   * Probabilities of a phase.
   *
   * @param centre middle of the crop for a slice, in image coordinates
   * @param wanted the slices to run; the grey range still comes from all of the phase's slices
   */
  PhaseMaps run(
      CineStack stack,
      int phase,
      IntFunction<Point> centre,
      IntPredicate wanted,
      CancelToken cancel)
      throws InferenceException {
    Prepared prepared = prepare(stack, phase, centre);
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < prepared.slices().size(); i++) {
      if (wanted.test(prepared.slices().get(i))) {
        chosen.add(i);
      }
    }
    List<PhaseMaps.SliceMaps> maps = new ArrayList<>();
    for (int from = 0; from < chosen.size(); from += BATCH) {
      cancel.throwIfCancelled();
      List<Integer> batch = chosen.subList(from, Math.min(from + BATCH, chosen.size()));
      List<float[]> images = batch.stream().map(prepared.images()::get).toList();
      float[] values = averaged(images);
      int pixels = images.getFirst().length;
      int channels = probabilities.channels().size();
      for (int i = 0; i < batch.size(); i++) {
        float[][] ofSlice = new float[channels][];
        for (int c = 0; c < channels; c++) {
          int at = (i * channels + c) * pixels;
          ofSlice[c] = Arrays.copyOfRange(values, at, at + pixels);
        }
        int index = batch.get(i);
        maps.add(
            new PhaseMaps.SliceMaps(
                prepared.slices().get(index), prepared.grids().get(index), ofSlice));
      }
    }
    return new PhaseMaps(phase, List.copyOf(maps));
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
    if (attention == null) {
      throw new InferenceException(card.id() + ": has no output that shows attention");
    }
    Prepared prepared = prepare(stack, frame.phase(), centre);
    int index = prepared.slices().indexOf(frame.slice());
    if (index < 0) {
      throw new InferenceException("this frame is missing");
    }
    Map<String, Tensor> out = forward(List.of(prepared.images().get(index)), weights);
    CropGrid crop = prepared.grids().get(index);
    int stride = attention.stride();
    CropGrid coarse =
        new CropGrid(
            crop.rows() / stride,
            crop.columns() / stride,
            crop.centre(),
            crop.stepX() * stride,
            crop.stepY() * stride);
    float[] values = output(out, attention);
    if (values.length != coarse.rows() * coarse.columns()) {
      throw new InferenceException(card.id() + ": attention map does not have the card's stride");
    }
    return new Attention(coarse, values);
  }

  private Map<String, Tensor> forward(List<float[]> images, float[] weights)
      throws InferenceException {
    ModelCard.Input input = card.input();
    int pixels = input.rows() * input.columns();
    float[] packed = new float[images.size() * pixels];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, packed, i * pixels, pixels);
    }
    Map<String, Tensor> in = new LinkedHashMap<>();
    in.put(input.name(), new Tensor(packed, images.size(), 1, input.rows(), input.columns()));
    if (attention != null && attention.selector() != null) {
      int channels = probabilities.channels().size();
      in.put(attention.selector(), new Tensor(Arrays.copyOf(weights, channels), channels));
    }
    return network.run(in);
  }

  private float[] output(Map<String, Tensor> out, ModelCard.Output wanted)
      throws InferenceException {
    Tensor tensor = out.get(wanted.name());
    if (tensor == null) {
      throw new InferenceException(card.id() + ": the network has no output " + wanted.name());
    }
    return tensor.values();
  }

  private record Prepared(List<Integer> slices, List<CropGrid> grids, List<float[]> images) {}

  private Prepared prepare(CineStack stack, int phase, IntFunction<Point> centre) {
    List<Integer> slices = List.copyOf(present(stack, phase));
    List<CropGrid> grids = new ArrayList<>();
    List<FrameCrop> crops = new ArrayList<>();
    for (int slice : slices) {
      CropGrid grid = FrameCrop.grid(card.input(), stack.slice(slice), centre.apply(slice));
      grids.add(grid);
      crops.add(
          FrameCrop.of(
              java.util.Objects.requireNonNull(stack.frames().get(new FrameKey(slice, phase))),
              grid));
    }
    return new Prepared(slices, grids, Normaliser.apply(card.input().normalisation(), crops));
  }

  @Override
  public void close() {
    network.close();
  }
}
