package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.task.CancelToken;

/**
 * ED and ES from a network that sees a whole cycle, one median-projected image per phase. Looks
 * where the segmenter finds the LV when there is one, else at the middle of the images.
 */
final class ModelPhaseDetector implements PhaseDetector {

  private final ModelCard card;
  private final Network network;
  private final @Nullable HeartLocator locator;
  private final ModelCard.Output probabilities;
  private final int ed;
  private final int es;

  /**
   * Closes the network when closed.
   *
   * @throws InferenceException when the card asks for something this class cannot do
   */
  ModelPhaseDetector(ModelCard card, Network network, @Nullable HeartLocator locator)
      throws InferenceException {
    this.card = card;
    this.network = network;
    this.locator = locator;
    this.probabilities =
        card.output("probabilities")
            .filter(o -> o.layout().equals("NC"))
            .orElseThrow(
                () -> new InferenceException(card.id() + ": has no NC output \"probabilities\""));
    this.ed = probabilities.channels().indexOf("ED");
    this.es = probabilities.channels().indexOf("ES");
    if (ed < 0 || es < 0 || !card.input().layout().equals("N1HW")) {
      throw new InferenceException(
          card.id() + ": a phase detector takes N1HW images and gives channels ED and ES");
    }
  }

  @Override
  public DetectedPhases detect(CineStack stack, Set<Integer> slices, CancelToken cancel)
      throws InferenceException {
    if (stack.phases() < 2) {
      throw new InferenceException("a stack of one phase has no cycle to search");
    }
    HeartLocator.Heart heart = locator == null ? null : locator.locate(stack, cancel).heart();
    SortedSet<Integer> chosen =
        slices.isEmpty() ? defaultSlices(stack, heart) : new TreeSet<>(slices);
    List<Integer> phases = new ArrayList<>();
    List<FrameCrop> frames = new ArrayList<>();
    for (int phase = 0; phase < stack.phases(); phase++) {
      cancel.throwIfCancelled();
      List<FrameCrop> crops = crops(stack, phase, chosen, heart);
      if (!crops.isEmpty()) {
        phases.add(phase);
        frames.add(medianProjection(crops));
      }
    }
    if (phases.size() < 2) {
      throw new InferenceException("fewer than two phases have frames in the slices looked at");
    }
    cancel.throwIfCancelled();
    float[] values = run(Normaliser.apply(card.input().normalisation(), frames));
    return decide(stack.phases(), phases, values);
  }

  /**
   * The middle half of the slices that hold LV; without a segmenter all but the first and the last;
   * all where there are three or fewer.
   */
  static SortedSet<Integer> defaultSlices(CineStack stack, HeartLocator.@Nullable Heart heart) {
    SortedSet<Integer> withLv = heart == null ? new TreeSet<>() : heart.slices();
    boolean found = !withLv.isEmpty();
    List<Integer> candidates = new ArrayList<>();
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      if (!found || withLv.contains(slice)) {
        candidates.add(slice);
      }
    }
    int n = candidates.size();
    if (n <= 3) {
      return new TreeSet<>(candidates);
    }
    int trim = found ? n / 4 : 1;
    return new TreeSet<>(candidates.subList(trim, n - trim));
  }

  private List<FrameCrop> crops(
      CineStack stack, int phase, Set<Integer> slices, HeartLocator.@Nullable Heart heart) {
    List<FrameCrop> crops = new ArrayList<>();
    for (int slice : slices) {
      CineFrame frame = stack.frames().get(new FrameKey(slice, phase));
      if (frame != null) {
        Point centre =
            heart == null
                ? SlicePlane.middle(stack.slice(slice))
                : SlicePlane.project(stack.slice(slice), heart.leftVentricle());
        CropGrid grid = FrameCrop.grid(card.input(), stack.slice(slice), centre);
        crops.add(FrameCrop.of(frame, grid));
      }
    }
    return crops;
  }

  /** Median over the slices at each pixel; a slice counts as 0 where its image does not reach. */
  static FrameCrop medianProjection(List<FrameCrop> crops) {
    int pixels = crops.getFirst().values().length;
    float[] median = new float[pixels];
    boolean[] inside = new boolean[pixels];
    float[] column = new float[crops.size()];
    int half = crops.size() / 2;
    for (int i = 0; i < pixels; i++) {
      for (int k = 0; k < column.length; k++) {
        boolean in = crops.get(k).inside()[i];
        column[k] = in ? crops.get(k).values()[i] : 0;
        inside[i] |= in;
      }
      Arrays.sort(column);
      median[i] =
          column.length % 2 == 1
              ? column[half]
              : (float) (((double) column[half - 1] + column[half]) / 2);
    }
    return new FrameCrop(crops.getFirst().grid(), median, inside);
  }

  /** One row of channels per frame. */
  float[] run(List<float[]> frames) throws InferenceException {
    ModelCard.Input input = card.input();
    int pixels = input.rows() * input.columns();
    float[] packed = new float[frames.size() * pixels];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, packed, i * pixels, pixels);
    }
    Tensor in = new Tensor(packed, frames.size(), 1, input.rows(), input.columns());
    Tensor out = network.run(Map.of(input.name(), in)).get(probabilities.name());
    int channels = probabilities.channels().size();
    if (out == null || out.values().length != frames.size() * channels) {
      throw new InferenceException(card.id() + ": the output is not one row per frame");
    }
    return out.values();
  }

  private DetectedPhases decide(int phaseCount, List<Integer> phases, float[] values) {
    int channels = probabilities.channels().size();
    double[] pEd = new double[phases.size()];
    double[] pEs = new double[phases.size()];
    for (int i = 0; i < phases.size(); i++) {
      pEd[i] = values[i * channels + ed];
      pEs[i] = values[i * channels + es];
    }
    boolean central = card.postProcessing().kind().equals("central");
    double threshold = central ? card.postProcessing().threshold() : 1;
    int edFrame = CentralFrame.of(pEd, threshold);
    int esFrame = CentralFrame.of(pEs, threshold);
    if (esFrame == edFrame) {
      double[] others = pEs.clone();
      others[edFrame] = -1;
      esFrame = CentralFrame.of(others, 1);
    }
    return new DetectedPhases(
        phases.get(edFrame),
        phases.get(esFrame),
        spread(phaseCount, phases, pEd),
        spread(phaseCount, phases, pEs),
        card.ref());
  }

  /** One value per phase, 0 where no frame was there to look at. */
  private static List<Double> spread(int phaseCount, List<Integer> phases, double[] values) {
    double[] all = new double[phaseCount];
    for (int i = 0; i < values.length; i++) {
      all[phases.get(i)] = values[i];
    }
    return DoubleStream.of(all).boxed().toList();
  }

  @Override
  public void close() {
    network.close();
  }
}
