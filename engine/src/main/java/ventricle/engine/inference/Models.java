package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in use, opened on one device: a segmenter with its explainer and a phase detector,
 * each only when one is installed. Thread-safe. Close this rather than its parts, which share
 * networks.
 */
public final class Models implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Models.class);

  /**
   * How to use the models.
   *
   * @param chosen model ids by role, where not the default
   * @param mirrored whether the segmenter also looks at mirrored images and averages, at twice the
   *     cost
   */
  public record Options(Map<ModelRole, String> chosen, boolean mirrored) {
    public static final Options DEFAULT = new Options(Map.of(), false);

    public Options {
      chosen = Map.copyOf(chosen);
    }
  }

  private final DeviceReport device;
  private final List<String> problems;
  private final @Nullable SliceNetwork slices;
  private final @Nullable HeartLocator locator;
  private final @Nullable ModelCard detectorCard;
  private final @Nullable ModelPhaseDetector detector;

  private Models(
      DeviceReport device,
      List<String> problems,
      @Nullable SliceNetwork slices,
      @Nullable HeartLocator locator,
      @Nullable ModelCard detectorCard,
      @Nullable ModelPhaseDetector detector) {
    this.device = device;
    this.problems = List.copyOf(problems);
    this.slices = slices;
    this.locator = locator;
    this.detectorCard = detectorCard;
    this.detector = detector;
  }

  /**
   * Opens what is installed. A default model that cannot be used is left out and named in {@link
   * #problems}.
   *
   * @throws InferenceException when a model named in the options cannot be used
   */
  public static Models open(ModelRepository repository, NetworkRuntime runtime, Options options)
      throws InferenceException {
    List<String> problems = new ArrayList<>();
    Opener opener = new Opener(repository, runtime, options, problems);
    SliceNetwork slices =
        opener.open(
            ModelRole.SEGMENT,
            (card, network) -> new SliceNetwork(card, network, options.mirrored()));
    HeartLocator locator = slices == null ? null : new HeartLocator(slices);
    try {
      Detector detector =
          opener.open(
              ModelRole.PHASE,
              (card, network) ->
                  new Detector(card, new ModelPhaseDetector(card, network, locator)));
      return new Models(
          runtime.device(),
          problems,
          slices,
          locator,
          detector == null ? null : detector.card(),
          detector == null ? null : detector.detector());
    } catch (InferenceException e) {
      if (slices != null) {
        slices.close();
      }
      throw e;
    }
  }

  private record Detector(ModelCard card, ModelPhaseDetector detector) {}

  private interface Maker<T> {
    T make(ModelCard card, Network network) throws InferenceException;
  }

  private record Opener(
      ModelRepository repository, NetworkRuntime runtime, Options options, List<String> problems) {

    <T> @Nullable T open(ModelRole role, Maker<T> maker) throws InferenceException {
      String id = options.chosen().get(role);
      try {
        InstalledModel model = repository.select(role, id).orElse(null);
        if (model == null) {
          return null;
        }
        Network network = runtime.open(model);
        try {
          return maker.make(model.card(), network);
        } catch (InferenceException e) {
          network.close();
          throw e;
        }
      } catch (InferenceException e) {
        if (id != null) {
          throw e;
        }
        LOG.warn("no model for role {}: {}", role.text(), e.getMessage());
        problems.add(String.valueOf(e.getMessage()));
        return null;
      }
    }
  }

  public DeviceReport device() {
    return device;
  }

  /** One line for each role whose installed model is not used. */
  public List<String> problems() {
    return problems;
  }

  /** Whether there is neither a segmenter nor a detector. */
  public boolean isEmpty() {
    return slices == null && detector == null;
  }

  /** Cards of the models in use. */
  public List<ModelCard> cards() {
    List<ModelCard> cards = new ArrayList<>();
    if (detectorCard != null) {
      cards.add(detectorCard);
    }
    if (slices != null) {
      cards.add(slices.card());
    }
    return List.copyOf(cards);
  }

  public Optional<PhaseDetector> phaseDetector() {
    return Optional.ofNullable(detector);
  }

  public Optional<Segmenter> segmenter() {
    return slices == null || locator == null
        ? Optional.empty()
        : Optional.of(new ModelSegmenter(slices, locator));
  }

  /** Empty also when the segmenter's network shows no attention. */
  public Optional<Explainer> explainer() {
    if (slices == null || locator == null || slices.attention() == null) {
      return Optional.empty();
    }
    return Optional.of(new GradCamExplainer(slices, locator, slices.attention()));
  }

  @Override
  public void close() {
    if (slices != null) {
      slices.close();
    }
    if (detector != null) {
      detector.close();
    }
  }
}
