package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in use, opened on one device: a segmenter, a phase detector, a reader of volumes and
 * what explains them, each only when one is installed. Thread-safe. Close this rather than its
 * parts, which share networks.
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
  private final List<ModelCard> cards;
  private final List<Network> networks;
  private final @Nullable SliceNetwork slices;
  private final @Nullable HeartLocator locator;
  private final @Nullable ModelPhaseDetector detector;
  private final @Nullable VolumeNetwork volume;
  private final List<Explainer> explainers;

  private Models(Opener opener, DeviceReport device) throws InferenceException {
    this.device = device;
    this.slices =
        opener.open(
            ModelRole.SEGMENT,
            (card, network) -> new SliceNetwork(card, network, opener.options.mirrored()));
    HeartLocator heart = slices == null ? null : new HeartLocator(slices);
    this.locator = heart;
    this.detector =
        opener.open(
            ModelRole.PHASE, (card, network) -> new ModelPhaseDetector(card, network, heart));
    this.volume =
        opener.open(ModelRole.VOLUME, (card, network) -> new VolumeNetwork(card, network, heart));
    List<? extends Explainer> single =
        opener.open(ModelRole.EXPLAIN, (card, network) -> SliceExplainer.all(card, network, heart));
    List<Explainer> all = new ArrayList<>();
    if (slices != null && heart != null && slices.attention() != null) {
      all.add(new GradCamExplainer(slices, heart, slices.attention()));
    }
    if (single != null) {
      all.addAll(single);
    }
    if (volume != null) {
      all.add(volume);
    }
    this.explainers = List.copyOf(all);
    this.problems = List.copyOf(opener.problems);
    this.cards = opener.cards.stream().sorted(Comparator.comparing(ModelCard::role)).toList();
    this.networks = List.copyOf(opener.networks);
  }

  /**
   * Opens what is installed. A default model that cannot be used is left out and named in {@link
   * #problems}.
   *
   * @throws InferenceException when a model named in the options cannot be used
   */
  public static Models open(ModelRepository repository, NetworkRuntime runtime, Options options)
      throws InferenceException {
    Opener opener = new Opener(repository, runtime, options);
    try {
      return new Models(opener, runtime.device());
    } catch (InferenceException e) {
      opener.networks.forEach(Network::close);
      throw e;
    }
  }

  private interface Maker<T> {
    T make(ModelCard card, Network network) throws InferenceException;
  }

  /** Opens one model after the other and keeps what was opened and what was not. */
  private static final class Opener {
    private final ModelRepository repository;
    private final NetworkRuntime runtime;
    private final Options options;
    private final List<String> problems = new ArrayList<>();
    private final List<ModelCard> cards = new ArrayList<>();
    private final List<Network> networks = new ArrayList<>();

    Opener(ModelRepository repository, NetworkRuntime runtime, Options options) {
      this.repository = repository;
      this.runtime = runtime;
      this.options = options;
    }

    <T> @Nullable T open(ModelRole role, Maker<T> maker) throws InferenceException {
      String id = options.chosen().get(role);
      try {
        InstalledModel model = repository.select(role, id).orElse(null);
        if (model == null) {
          return null;
        }
        Network network = runtime.open(model);
        try {
          T made = maker.make(model.card(), network);
          networks.add(network);
          cards.add(model.card());
          return made;
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

  /** Cards of the models in use, in the order of their roles. */
  public List<ModelCard> cards() {
    return cards;
  }

  public Optional<PhaseDetector> phaseDetector() {
    return Optional.ofNullable(detector);
  }

  public Optional<Segmenter> segmenter() {
    return slices == null || locator == null
        ? Optional.empty()
        : Optional.of(new ModelSegmenter(slices, locator));
  }

  /** Reads LV volumes without contours. */
  public Optional<VolumeReader> volumeReader() {
    return Optional.ofNullable(volume);
  }

  /**
   * Every way to show where a model looked, the segmenter's first: its Grad-CAM, then the layers of
   * the explaining model with its default first, then the volume reader's CAM.
   */
  public List<Explainer> explainers() {
    return explainers;
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
  }
}
