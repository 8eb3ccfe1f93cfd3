package ventricle.engine.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.task.CancelToken;

/**
 * Grad-CAM at one layer of a network of role {@code explain}, which sees a single slice on a crop
 * of its own. The crop is centred on the LV where the segmenter found it, else on the image.
 */
final class SliceExplainer implements Explainer {

  private final ModelCard card;
  private final Network network;
  private final @Nullable HeartLocator locator;
  private final ModelCard.Output attention;
  private final ExplanationSource source;

  /** Closes the network when closed. */
  private SliceExplainer(
      ModelCard card, Network network, @Nullable HeartLocator locator, ModelCard.Output attention) {
    this.card = card;
    this.network = network;
    this.locator = locator;
    this.attention = attention;
    this.source =
        ExplanationSource.of(
            card, attention, ExplanationSource.Kind.GRAD_CAM, Set.of(Structure.LV_ENDO));
  }

  /**
   * One explainer for each layer the card names, its default first. They share the network.
   *
   * @throws InferenceException when the card asks for something this class cannot do
   */
  static List<SliceExplainer> all(ModelCard card, Network network, @Nullable HeartLocator locator)
      throws InferenceException {
    if (!card.input().layout().equals("N1HW") || card.input().slicesPerPatch() != 1) {
      throw new InferenceException(
          card.id() + ": only networks of single slices (layout N1HW) can explain");
    }
    List<ModelCard.Output> layers =
        card.outputs().stream()
            .filter(o -> o.layout().equals("N1HW") && o.layer() != null)
            .sorted((a, b) -> Boolean.compare(b.isDefault(), a.isDefault()))
            .toList();
    if (layers.isEmpty()) {
      throw new InferenceException(card.id() + ": has no N1HW output with a layer");
    }
    return layers.stream().map(o -> new SliceExplainer(card, network, locator, o)).toList();
  }

  @Override
  public ExplanationSource source() {
    return source;
  }

  @Override
  public Heatmap explain(CineStack stack, FrameKey frame, Structure structure, CancelToken cancel)
      throws InferenceException {
    if (!source.structures().contains(structure)) {
      throw new InferenceException(card.id() + ": explains the LV endocardium only");
    }
    CineFrame pixels = stack.frames().get(frame);
    if (pixels == null) {
      throw new InferenceException("this frame is missing");
    }
    Point centre = centre(stack, frame.slice(), cancel);
    cancel.throwIfCancelled();
    Slice slice = stack.slice(frame.slice());
    CropGrid grid = FrameCrop.grid(card.input(), slice, centre);
    float[] map = run(FrameCrop.of(pixels, grid));
    float[] values = grid.coarser(attention.stride()).sampleBack(map, ImageSize.of(slice));
    return Heatmap.of(source, slice.rows(), slice.columns(), values);
  }

  private Point centre(CineStack stack, int slice, CancelToken cancel) throws InferenceException {
    HeartLocator.Heart heart = locator == null ? null : locator.locate(stack, cancel).heart();
    Vector3 left = heart == null ? null : heart.leftVentricle();
    return left == null
        ? SlicePlane.middle(stack.slice(slice))
        : SlicePlane.project(stack.slice(slice), left);
  }

  /** The layer's map of one crop, row by row at the card's stride. */
  float[] run(FrameCrop crop) throws InferenceException {
    ModelCard.Input input = card.input();
    float[] image = Normaliser.apply(input.normalisation(), List.of(crop)).getFirst();
    Map<String, Tensor> out =
        network.run(Map.of(input.name(), new Tensor(image, 1, 1, input.rows(), input.columns())));
    float[] map = PhaseCrops.output(card, out, attention.name());
    int stride = attention.stride();
    if (map.length != (input.rows() / stride) * (input.columns() / stride)) {
      throw new InferenceException(card.id() + ": attention map does not have the card's stride");
    }
    return map;
  }

  @Override
  public void close() {
    network.close();
  }
}
