package ventricle.engine.inference;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ModelRef;

/**
 * What {@code card.json} says about a model: where its network is, how its input is made and what
 * its outputs mean. Read by {@link ModelCardReader}.
 *
 * @param id also the name of the model's folder
 * @param method the published method, "M1" … "M7"
 * @param isDefault whether it is the one to use for its role
 * @param file the network's file, beside the card
 * @param sha256 lower-case hex digest of that file
 * @param intended inputs the model is meant for, one text
 * @param outOfRange inputs it is not meant for, one text
 */
public record ModelCard(
    String id,
    String version,
    ModelRole role,
    String method,
    boolean isDefault,
    String title,
    TrainingData trainingData,
    String weightsLicence,
    String file,
    String sha256,
    int opset,
    String precision,
    long parameters,
    Input input,
    List<Output> outputs,
    PostProcessing postProcessing,
    List<Metric> metrics,
    Range range,
    String intended,
    String outOfRange) {

  public ModelCard {
    outputs = List.copyOf(outputs);
    metrics = List.copyOf(metrics);
  }

  /** What the weights were trained on. */
  public record TrainingData(String name, int cases, String licence, String citation) {}

  /**
   * The network's image input.
   *
   * @param name of the tensor
   * @param layout order of the axes, "N1HW"
   * @param spacingMm distance of pixel centres of the crop, both ways
   * @param unknownSpacingMm spacing taken for images whose own is unknown
   * @param slicesPerPatch neighbouring slices the network sees at once
   */
  public record Input(
      String name,
      String layout,
      double spacingMm,
      double unknownSpacingMm,
      int rows,
      int columns,
      int slicesPerPatch,
      Normalisation normalisation) {}

  /** How grey values become 0..1, inside the crop and the image. */
  public record Normalisation(Kind kind, double low, double high, Scope scope) {

    /** The values that become 0 and 1. */
    public enum Kind {
      /** Smallest and largest value. */
      MINMAX,
      /** Two quantiles; what lies beyond is clipped. */
      QUANTILE
    }

    /** The values that are looked at together. */
    public enum Scope {
      /** All slices of one phase. */
      VOLUME_CROP,
      /** One image. */
      FRAME_CROP
    }
  }

  /**
   * One output of the network.
   *
   * @param channels meaning of each channel; empty where the card names none
   * @param selector input that chooses what this output shows; null where there is none
   * @param layer network layer it is taken at; null where that says nothing
   * @param stride crop pixels per output pixel
   */
  public record Output(
      String name,
      String layout,
      List<String> channels,
      @Nullable String selector,
      @Nullable String layer,
      int stride) {
    public Output {
      channels = List.copyOf(channels);
    }
  }

  /** How outputs become results; {@code threshold} is a probability. */
  public record PostProcessing(String kind, double threshold) {}

  /** One measured figure, the paper's beside it. */
  public record Metric(
      String split,
      String measure,
      @Nullable String structure,
      @Nullable String phase,
      double value,
      @Nullable Double sd,
      @Nullable Integer n,
      @Nullable Double paper,
      @Nullable String paperNote) {}

  /** Inputs within which the model was trained; bounds included. */
  public record Range(
      double minSpacingMm,
      double maxSpacingMm,
      int minSlices,
      int maxSlices,
      int minPhases,
      int maxPhases,
      int minRows,
      int minColumns) {}

  public ModelRef ref() {
    return new ModelRef(role.text(), id, version, sha256);
  }

  /** The output of a name. */
  public Optional<Output> output(String name) {
    return outputs.stream().filter(o -> o.name().equals(name)).findFirst();
  }
}
