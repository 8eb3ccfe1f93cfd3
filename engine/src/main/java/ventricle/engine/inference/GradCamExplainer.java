package ventricle.engine.inference;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.task.CancelToken;

/**
 * Grad-CAM of the segmentation network (Selvaraju et al., ICCV 2017), whose backward pass is part
 * of its graph.
 */
final class GradCamExplainer implements Explainer {

  private final SliceNetwork network;
  private final HeartLocator locator;
  private final ExplanationSource source;

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
    SliceNetwork.Attention map =
        network.attend(stack, frame, slice -> located.centre(stack, slice), weights);
    Slice slice = stack.slice(frame.slice());
    float[] values = map.grid().sampleBack(map.values(), ImageSize.of(slice));
    return Heatmap.of(source, slice.rows(), slice.columns(), values);
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
