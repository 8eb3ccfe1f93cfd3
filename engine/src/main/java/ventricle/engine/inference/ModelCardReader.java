package ventricle.engine.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.inference.ModelCard.Normalisation;

/** Reads {@code card.json}, schema {@code ventricle-model-card/1}. */
public final class ModelCardReader {

  /** The schema this reader knows. */
  public static final String SCHEMA = "ventricle-model-card/1";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.onnx");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int LARGEST_SIDE = 1024;

  /** Where a card says nothing: half of the cavity's border (SCMR 2020). */
  private static final double LEAST_RING = 0.5;

  private static final long LARGEST_CARD = 1 << 20;

  private ModelCardReader() {}

  /**
   * @throws UnusableInputException when the file cannot be read or a field is missing or wrong; the
   *     message is one line naming file and field
   */
  public static ModelCard read(Path card) throws UnusableInputException {
    try {
      if (Files.size(card) > LARGEST_CARD) {
        throw new UnusableInputException(card.toString(), "is too large for a model card");
      }
      return parse(card.toString(), Files.readString(card));
    } catch (IOException e) {
      throw new UnusableInputException(card.toString(), "cannot be read", e);
    }
  }

  /**
   * @param file named in messages
   * @param json the card's text
   * @throws UnusableInputException as {@link #read}
   */
  public static ModelCard parse(String file, String json) throws UnusableInputException {
    ObjectMapper mapper =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    JsonNode root;
    try {
      root = mapper.readTree(json);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new UnusableInputException(file, "is not valid JSON near line " + line, e);
    }
    if (!root.isObject()) {
      throw new UnusableInputException(file, "must hold one JSON object");
    }
    return card(new CardFields(file, "", root));
  }

  private static ModelCard card(CardFields f) throws UnusableInputException {
    if (!f.text("schema").equals(SCHEMA)) {
      throw f.wrong("schema", "is \"" + f.text("schema") + "\", not \"" + SCHEMA + "\"");
    }
    return new ModelCard(
        matching(f, "id", ID, "lower-case letters, digits, dots and dashes"),
        f.text("version"),
        f.oneOf(
            "role",
            text -> ModelRole.of(text).orElse(null),
            "phase, segment, volume, explain, velocity"),
        f.text("method"),
        f.flag("default"),
        f.text("title"),
        trainingData(f.object("trainingData")),
        f.text("weightsLicence"),
        matching(f, "file", FILE, "the name of an .onnx file beside the card"),
        matching(f, "sha256", SHA256, "64 lower-case hexadecimal digits"),
        f.size("opset", 1, 100),
        f.text("precision"),
        f.whole("parameters", 0),
        input(f.object("input")),
        outputs(f),
        postProcessing(f),
        f.objects("metrics", ModelCardReader::metric),
        range(f.object("range")),
        f.has("confidence") ? CardCalibration.confidence(f.object("confidence")) : null,
        f.has("errorBand") ? CardCalibration.errorBand(f.object("errorBand")) : null,
        f.text("intended"),
        f.text("outOfRange"));
  }

  private static String matching(CardFields f, String field, Pattern pattern, String meaning)
      throws UnusableInputException {
    String text = f.text(field);
    if (!pattern.matcher(text).matches()) {
      throw f.wrong(field, "must be " + meaning);
    }
    return text;
  }

  private static ModelCard.TrainingData trainingData(CardFields f) throws UnusableInputException {
    return new ModelCard.TrainingData(
        f.text("name"),
        f.size("cases", 0, Integer.MAX_VALUE),
        f.text("licence"),
        f.text("citation"));
  }

  private static ModelCard.Input input(CardFields f) throws UnusableInputException {
    double spacing = f.positive("spacingMm");
    return new ModelCard.Input(
        f.text("name"),
        f.text("layout"),
        spacing,
        f.has("unknownSpacingMm") ? f.positive("unknownSpacingMm") : spacing,
        f.size("rows", 1, LARGEST_SIDE),
        f.size("cols", 1, LARGEST_SIDE),
        f.size("slicesPerPatch", 1, 64),
        f.has("onPixels") && f.flag("onPixels"),
        normalisation(f.object("normalisation")));
  }

  private static Normalisation normalisation(CardFields f) throws UnusableInputException {
    Normalisation.Kind kind =
        f.oneOf(
            "kind",
            text -> constant(Normalisation.Kind.values(), text),
            "\"minmax\", \"quantile\"");
    Normalisation.Scope scope =
        f.oneOf(
            "scope",
            text -> constant(Normalisation.Scope.values(), text),
            "\"volume-crop\", \"frame-crop\"");
    if (kind == Normalisation.Kind.MINMAX) {
      return new Normalisation(kind, 0, 1, scope);
    }
    double low = f.fraction("low");
    double high = f.fraction("high");
    if (low >= high) {
      throw f.wrong("low", "must be less than high");
    }
    return new Normalisation(kind, low, high, scope);
  }

  private static <E extends Enum<E>> @Nullable E constant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return constant;
      }
    }
    return null;
  }

  private static List<ModelCard.Output> outputs(CardFields f) throws UnusableInputException {
    List<ModelCard.Output> outputs =
        f.objects(
            "outputs",
            o ->
                new ModelCard.Output(
                    o.text("name"),
                    o.text("layout"),
                    o.has("channels") ? o.texts("channels") : List.of(),
                    o.textOrNull("selector"),
                    o.textOrNull("layer"),
                    o.has("stride") ? o.size("stride", 1, LARGEST_SIDE) : 1,
                    o.has("default") && o.flag("default")));
    if (outputs.isEmpty()) {
      throw f.wrong("outputs", "must name at least one output");
    }
    return outputs;
  }

  private static ModelCard.PostProcessing postProcessing(CardFields f)
      throws UnusableInputException {
    CardFields p = f.object("postProcessing");
    return new ModelCard.PostProcessing(
        p.text("kind"),
        p.has("threshold") ? p.fraction("threshold") : 0.5,
        p.has("leastRing") ? p.fraction("leastRing") : LEAST_RING,
        p.has("rvBase") ? CardCalibration.rvBase(p.object("rvBase")) : null);
  }

  private static ModelCard.Metric metric(CardFields f) throws UnusableInputException {
    return new ModelCard.Metric(
        f.text("split"),
        f.text("measure"),
        f.textOrNull("structure"),
        f.textOrNull("phase"),
        f.number("value"),
        f.numberOrNull("sd"),
        f.has("n") ? f.size("n", 0, Integer.MAX_VALUE) : null,
        f.numberOrNull("paper"),
        f.textOrNull("paperNote"));
  }

  private static ModelCard.Range range(CardFields f) throws UnusableInputException {
    double[] spacing = f.interval("spacingMm", 0);
    double[] slices = f.interval("slices", 1);
    double[] phases = f.interval("phases", 1);
    return new ModelCard.Range(
        spacing[0],
        spacing[1],
        (int) slices[0],
        (int) slices[1],
        (int) phases[0],
        (int) phases[1],
        f.size("minRows", 1, Integer.MAX_VALUE),
        f.size("minCols", 1, Integer.MAX_VALUE),
        f.has("minMeanConfidence") ? f.fraction("minMeanConfidence") : null);
  }
}
