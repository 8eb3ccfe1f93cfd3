package ventricle.engine.inference;

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
  private final ModelCard.Output attention;

  /**
   * Closes the network when closed.
   *
   * @param attention the network's attention output
   */
  GradCamExplainer(SliceNetwork network, HeartLocator locator, ModelCard.Output attention) {
    this.network = network;
    this.locator = locator;
    this.attention = attention;
  }

  @Override
  public Heatmap explain(CineStack stack, FrameKey frame, Structure structure, CancelToken cancel)
      throws InferenceException {
    HeartLocator.Located located = locator.locate(stack, cancel);
    cancel.throwIfCancelled();
    SliceNetwork.Attention map =
        network.attend(stack, frame, slice -> located.centre(stack, slice), weights(structure));
    Slice slice = stack.slice(frame.slice());
    float[] values = map.grid().sampleBack(map.values(), ImageSize.of(slice));
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = largest > 0 ? Math.max(0, values[i]) / largest : 0;
    }
    String layer = attention.layer() == null ? attention.name() : attention.layer();
    return new Heatmap(slice.rows(), slice.columns(), values, layer, network.card().ref());
  }

  private float[] weights(Structure structure) throws InferenceException {
    String channel =
        switch (structure) {
          case LV_ENDO -> SliceNetwork.LV_CAVITY;
          case LV_EPI -> SliceNetwork.LV_MYOCARDIUM;
          case RV_ENDO -> SliceNetwork.RV_CAVITY;
          case LV_PAPILLARY ->
              throw new InferenceException(
                  network.card().id() + ": does not know papillary muscles");
        };
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
