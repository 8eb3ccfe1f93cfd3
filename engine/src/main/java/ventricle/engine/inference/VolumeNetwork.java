package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.task.CancelToken;

/**
 * A network that sees all slices of one phase and gives a class activation map and, from it, the LV
 * cavity's area in each (M3: Pérez-Pelegrí, PhD thesis, ch. 6). Remembers the last phases of the
 * last stack, because a map of any slice costs a run of all. Thread-safe.
 */
final class VolumeNetwork implements VolumeReader, Explainer {

  /** Phases remembered: a long cine; one of ten slices takes a third of a megabyte. */
  private static final int KEPT = 64;

  private final ModelCard card;
  private final Network network;
  private final @Nullable HeartLocator locator;
  private final ModelCard.Output cam;
  private final ModelCard.Output areas;
  private final ExplanationSource source;
  private final StackMemory<Integer, Reading> known = new StackMemory<>(KEPT);

  /**
   * Closes the network when closed.
   *
   * @param locator centres the crops on the heart; null: on the image
   * @throws InferenceException when the card asks for something this class cannot do
   */
  VolumeNetwork(ModelCard card, Network network, @Nullable HeartLocator locator)
      throws InferenceException {
    this.card = card;
    this.network = network;
    this.locator = locator;
    if (!card.input().layout().equals("11DHW")) {
      throw new InferenceException(
          card.id() + ": a network that reads volumes takes a phase as 11DHW");
    }
    this.cam = output("cam", "11DHW");
    this.areas = output("areas", "D");
    this.source =
        ExplanationSource.of(card, cam, ExplanationSource.Kind.CAM, Set.of(Structure.LV_ENDO));
  }

  private ModelCard.Output output(String name, String layout) throws InferenceException {
    return card.output(name)
        .filter(o -> o.layout().equals(layout))
        .orElseThrow(
            () ->
                new InferenceException(
                    "%s: has no %s output \"%s\"".formatted(card.id(), layout, name)));
  }

  /**
   * What the network says about one phase; the lists run in step.
   *
   * @param slices 0-based, basal first
   * @param cams P(LV cavity) 0..1 on the grid at the card's stride, row by row
   * @param areas LV cavity in each slice, crop pixels
   */
  record Reading(List<Integer> slices, List<CropGrid> grids, List<float[]> cams, float[] areas) {}

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public ExplanationSource source() {
    return source;
  }

  /** Areas × pixel × slab, summed over the slices that have a frame. */
  @Override
  public Optional<Double> lvMl(CineStack stack, int phase, CancelToken cancel)
      throws InferenceException {
    List<Double> slabs = stack.slabThicknessesMm();
    if (slabs == null || stack.slices().stream().anyMatch(s -> s.spacing() == null)) {
      return Optional.empty();
    }
    Reading reading = read(stack, phase, cancel);
    double pixelMm2 = card.input().spacingMm() * card.input().spacingMm();
    double cubicMm = 0;
    for (int i = 0; i < reading.slices().size(); i++) {
      cubicMm += reading.areas()[i] * pixelMm2 * slabs.get(reading.slices().get(i));
    }
    return Optional.of(cubicMm / 1000);
  }

  @Override
  public Heatmap explain(CineStack stack, FrameKey frame, Structure structure, CancelToken cancel)
      throws InferenceException {
    if (!source.structures().contains(structure)) {
      throw new InferenceException(card.id() + ": explains the LV endocardium only");
    }
    if (stack.frame(frame).isEmpty()) {
      throw new InferenceException("this frame is missing");
    }
    Reading reading = read(stack, frame.phase(), cancel);
    int index = reading.slices().indexOf(frame.slice());
    Slice slice = stack.slice(frame.slice());
    float[] values =
        reading.grids().get(index).sampleBack(reading.cams().get(index), ImageSize.of(slice));
    return Heatmap.of(source, slice.rows(), slice.columns(), values);
  }

  private Reading read(CineStack stack, int phase, CancelToken cancel) throws InferenceException {
    return known.get(
        stack,
        phase,
        () -> {
          HeartLocator.Located located = locator == null ? null : locator.locate(stack, cancel);
          cancel.throwIfCancelled();
          return read(
              stack,
              phase,
              slice ->
                  located == null
                      ? SlicePlane.middle(stack.slice(slice))
                      : located.centre(stack, slice));
        });
  }

  /**
   * Runs the network on a phase.
   *
   * @param centre middle of the crop for a slice, in image coordinates
   */
  Reading read(CineStack stack, int phase, IntFunction<Point> centre) throws InferenceException {
    ModelCard.Input input = card.input();
    PhaseCrops crops = PhaseCrops.of(input, stack, phase, centre);
    int depth = crops.slices().size();
    if (depth == 0) {
      throw new InferenceException("phase %d has no frames".formatted(phase + 1));
    }
    Tensor in =
        new Tensor(PhaseCrops.packed(crops.images()), 1, 1, depth, input.rows(), input.columns());
    Map<String, Tensor> out = network.run(Map.of(input.name(), in));
    float[] maps = PhaseCrops.output(card, out, cam.name());
    float[] px = PhaseCrops.output(card, out, areas.name());
    List<CropGrid> grids = crops.grids().stream().map(grid -> grid.coarser(cam.stride())).toList();
    int pixels = grids.getFirst().rows() * grids.getFirst().columns();
    if (maps.length != depth * pixels || px.length != depth) {
      throw new InferenceException(card.id() + ": the outputs are not one per slice");
    }
    List<float[]> cams = new ArrayList<>();
    for (int z = 0; z < depth; z++) {
      cams.add(Arrays.copyOfRange(maps, z * pixels, (z + 1) * pixels));
    }
    return new Reading(crops.slices(), grids, List.copyOf(cams), px);
  }

  @Override
  public void close() {
    network.close();
  }
}
