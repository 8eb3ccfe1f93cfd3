package ventricle.engine.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Structure;

/**
 * What {@code card.json} says about a model: where its network is, how its input is made and what
 * its outputs mean. Read by {@link ModelCardReader}.
 *
 * @param id also the name of the model's folder
 * @param method the published method, "M1" … "M7"
 * @param isDefault whether it is the one to use for its role
 * @param file the network's file, beside the card
 * @param sha256 lower-case hex digest of that file
 * @param confidence how sure the model was of a contour; null where the card does not calibrate it
 * @param errorBand how far the model's volumes lie from readers'; null where the card does not say
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
    @Nullable Confidence confidence,
    @Nullable ErrorBand errorBand,
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
   * @param layout order of the axes: "N1HW", frames as a batch, or "11DHW", the slices of one phase
   *     as a volume, basal first
   * @param spacingMm distance of pixel centres of the crop, both ways
   * @param unknownSpacingMm spacing taken for images whose own is unknown
   * @param slicesPerPatch neighbouring slices the network sees at once: with more than 1 a batch
   *     must hold all slices of one phase in stack order, among which the network takes neighbours
   * @param onPixels whether a crop is moved so that its first pixel lies on one of the image's
   */
  public record Input(
      String name,
      String layout,
      double spacingMm,
      double unknownSpacingMm,
      int rows,
      int columns,
      int slicesPerPatch,
      boolean onPixels,
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
   * @param isDefault whether it is the one to show first among outputs of its kind
   */
  public record Output(
      String name,
      String layout,
      List<String> channels,
      @Nullable String selector,
      @Nullable String layer,
      int stride,
      boolean isDefault) {
    public Output {
      channels = List.copyOf(channels);
    }
  }

  /**
   * How outputs become results.
   *
   * @param threshold a probability
   * @param leastRing share of the LV cavity's border that must have a wall for a slice at the base
   *     to count as LV
   * @param rvBase which basal slices show the RV after ED; null where the card has no rule for it
   */
  public record PostProcessing(
      String kind, double threshold, double leastRing, @Nullable RvBase rvBase) {}

  /**
   * A logistic regression for the chance that what is drawn as the RV in a basal slice is one: the
   * intercept and a weight for each measure of the slice.
   *
   * @param second for the second slice with an RV at ED
   * @param third for the third
   * @param cavity of the LV cavity's area against that at ED
   * @param wall of the LV wall's
   * @param confidence of that of the RV's contour
   * @param leastSpacingMm least distance of slices it was made for
   * @param mostSpacingMm greatest
   */
  public record RvBase(
      double intercept,
      double second,
      double third,
      double cavity,
      double wall,
      double confidence,
      double leastSpacingMm,
      double mostSpacingMm) {}

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

  /**
   * Inputs within which the model was trained; bounds included.
   *
   * @param minMeanConfidence mean confidence of a phase's LV contours below which the phase is
   *     unlike those the model was trained on; null where the card does not say
   */
  public record Range(
      double minSpacingMm,
      double maxSpacingMm,
      int minSlices,
      int maxSlices,
      int minPhases,
      int maxPhases,
      int minRows,
      int minColumns,
      @Nullable Double minMeanConfidence) {}

  /**
   * From a network's own certainty to an expected Dice, structure by structure.
   *
   * @param curves by structure; a structure without one has no confidence
   */
  public record Confidence(Map<Structure, Curve> curves) {
    public Confidence {
      curves = Map.copyOf(curves);
    }
  }

  /**
   * A piecewise linear function, constant beyond its ends.
   *
   * @param x ascending
   * @param y as many
   */
  public record Curve(List<Double> x, List<Double> y) {
    public Curve {
      x = List.copyOf(x);
      y = List.copyOf(y);
      if (x.isEmpty() || x.size() != y.size()) {
        throw new IllegalArgumentException("a curve has as many x as y");
      }
    }

    public double at(double value) {
      if (value <= x.getFirst()) {
        return y.getFirst();
      }
      for (int i = 1; i < x.size(); i++) {
        if (value <= x.get(i)) {
          double part = (value - x.get(i - 1)) / (x.get(i) - x.get(i - 1));
          return y.get(i - 1) + part * (y.get(i) - y.get(i - 1));
        }
      }
      return y.getLast();
    }
  }

  /** Relative errors of a volume, (model − reader) / reader, that are to be expected. */
  public record ErrorBand(Interval ed, Interval es) {}

  /** From {@code low} to {@code high}, both included. */
  public record Interval(double low, double high) {}

  public ModelRef ref() {
    return new ModelRef(role.text(), id, version, sha256);
  }

  /** The output of a name. */
  public Optional<Output> output(String name) {
    return outputs.stream().filter(o -> o.name().equals(name)).findFirst();
  }
}
