package ventricle.engine.inference;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.task.CancelToken;

/**
 * Grad-CAM of the segmentation network (Selvaraju et al., ICCV 2017), whose backward pass is part
 * of its graph.
 */
final class GradCamExplainer implements Explainer {

  /** Phases and structures remembered; one of ten slices takes forty kilobytes. */
  private static final int KEPT = 128;

  private record Place(int phase, Structure structure) {}

  private final SliceNetwork network;
  private final HeartLocator locator;
  private final ExplanationSource source;
  private final StackMemory<Place, SortedMap<Integer, SliceNetwork.Attention>> known =
      new StackMemory<>(KEPT);

  /**
   * Closes the network when closed.
   *
   * @param attention the network's attention output
   */
  GradCamExplainer(SliceNetwork network, HeartLocator locator, ModelCard.Output attention) {
    this.network = network;
    this.locator = locator;
    Set<Structure> known = EnumSet.noneOf(Structure.class);
    for (Structure structure : Structure.values()) {
      String channel = channel(structure);
      if (channel != null && network.channel(channel) >= 0) {
        known.add(structure);
      }
    }
    this.source =
        ExplanationSource.of(network.card(), attention, ExplanationSource.Kind.GRAD_CAM, known);
  }

  @Override
  public ExplanationSource source() {
    return source;
  }

  @Override
  public Heatmap explain(CineStack stack, FrameKey frame, Structure structure, CancelToken cancel)
      throws InferenceException {
    float[] weights = weights(structure);
    HeartLocator.Located located = locator.locate(stack, cancel);
    cancel.throwIfCancelled();
    SliceNetwork.Attention map = attend(stack, frame, located, structure, weights);
    Slice slice = stack.slice(frame.slice());
    float[] values = map.grid().sampleBack(map.values(), ImageSize.of(slice));
    return Heatmap.of(source, slice.rows(), slice.columns(), values);
  }

  /** A network that runs a phase as a whole shows all its slices at once: the others wait here. */
  private SliceNetwork.Attention attend(
      CineStack stack,
      FrameKey frame,
      HeartLocator.Located located,
      Structure structure,
      float[] weights)
      throws InferenceException {
    IntFunction<Point> centre = slice -> located.centre(stack, slice);
    if (!network.together() || stack.frame(frame).isEmpty()) {
      return network.attend(stack, frame, centre, weights);
    }
    SliceNetwork.Attention map =
        known
            .get(
                stack,
                new Place(frame.phase(), structure),
                () -> network.attend(stack, frame.phase(), centre, weights))
            .get(frame.slice());
    if (map == null) {
      throw new InferenceException("this frame is missing");
    }
    return map;
  }

  private static @Nullable String channel(Structure structure) {
    return switch (structure) {
      case LV_ENDO -> SliceNetwork.LV_CAVITY;
      case LV_EPI -> SliceNetwork.LV_MYOCARDIUM;
      case RV_ENDO -> SliceNetwork.RV_CAVITY;
      case LV_PAPILLARY -> null;
    };
  }

  private float[] weights(Structure structure) throws InferenceException {
    String channel = channel(structure);
    if (channel == null) {
      throw new InferenceException(network.card().id() + ": does not know papillary muscles");
    }
    int index = network.channel(channel);
    if (index < 0) {
      throw new InferenceException(network.card().id() + ": has no channel " + channel);
    }
    float[] weights = new float[index + 1];
    weights[index] = 1;
    return weights;
  }

  @Override
  public void close() {
    network.close();
  }
}
