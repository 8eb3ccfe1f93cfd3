package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.CropGrid;

/**
 * The frames of one phase as a network wants them; the lists run in step.
 *
 * @param slices that have a frame, basal first
 * @param grids where each crop lies on its image
 * @param images grey values 0..1, row by row
 */
record PhaseCrops(List<Integer> slices, List<CropGrid> grids, List<float[]> images) {

  /**
   * @param centre middle of the crop for a slice, in image coordinates
   */
  static PhaseCrops of(
      ModelCard.Input input, CineStack stack, int phase, IntFunction<Point> centre) {
    List<Integer> slices = List.copyOf(present(stack, phase));
    List<CropGrid> grids = new ArrayList<>();
    List<FrameCrop> crops = new ArrayList<>();
    for (int slice : slices) {
      CropGrid grid = FrameCrop.grid(input, stack.slice(slice), centre.apply(slice));
      grids.add(grid);
      crops.add(
          FrameCrop.of(
              Objects.requireNonNull(stack.frames().get(new FrameKey(slice, phase))), grid));
    }
    return new PhaseCrops(slices, grids, Normaliser.apply(input.normalisation(), crops));
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
   * Where a slice stands in the lists.
   *
   * @throws InferenceException when its frame is missing
   */
  int indexOf(int slice) throws InferenceException {
    int index = slices.indexOf(slice);
    if (index < 0) {
      throw new InferenceException("this frame is missing");
    }
    return index;
  }

  /** Images one after the other. */
  static float[] packed(List<float[]> images) {
    int pixels = images.isEmpty() ? 0 : images.getFirst().length;
    float[] packed = new float[images.size() * pixels];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, packed, i * pixels, pixels);
    }
    return packed;
  }

  /**
   * A network's output by name.
   *
   * @throws InferenceException when the network has none of this name
   */
  static float[] output(ModelCard card, Map<String, Tensor> out, String name)
      throws InferenceException {
    Tensor tensor = out.get(name);
    if (tensor == null) {
      throw new InferenceException(card.id() + ": the network has no output " + name);
    }
    return tensor.values();
  }
}
