package ventricle.support;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import ventricle.engine.inference.Device;
import ventricle.engine.inference.DeviceReport;
import ventricle.engine.inference.InferenceException;
import ventricle.engine.inference.InstalledModel;
import ventricle.engine.inference.ModelRepository;
import ventricle.engine.inference.ModelRole;
import ventricle.engine.inference.Models;
import ventricle.engine.inference.Network;
import ventricle.engine.inference.NetworkRuntime;
import ventricle.engine.inference.Tensor;
import ventricle.engine.inference.djl.DjlRuntime;

/**
 * The detector and segmenter of this repository, and networks that stand in for a reader of volumes
 * and an explaining one: they answer with discs of known size, whatever they are shown.
 */
public final class StandIns {

  /** LV area in every slice as the reader of volumes sees it, mm². */
  public static final double AREA_MM2 = 1200;

  private static final int VOLUME_SIDE = 96;
  private static final double VOLUME_MM = 2;
  private static final int EXPLAIN_SIDE = 144;
  private static final int DEEP_STRIDE = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private StandIns() {}

  /**
   * Opens all four.
   *
   * @param folder empty; takes the cards
   */
  public static Models open(Path folder) throws IOException, InferenceException {
    Path installed = Repository.root().resolve("models");
    Path segmenter = installed.resolve("m2-pspunet").resolve("card.json");
    ObjectNode card = (ObjectNode) JSON.readTree(segmenter.toFile());
    write(folder, card, ModelRole.VOLUME, "m3-stand-in", "M3", volume());
    write(folder, card, ModelRole.EXPLAIN, "m4-stand-in", "M4", explain());
    return Models.open(
        ModelRepository.of(List.of(folder, installed)),
        new Runtime(DjlRuntime.start(new Device.Cpu(), DjlRuntime.interactiveThreads())),
        new Models.Options(Map.of(), false));
  }

  private static void write(
      Path folder, ObjectNode like, ModelRole role, String id, String method, ObjectNode own)
      throws IOException {
    ObjectNode card = like.deepCopy();
    card.remove(List.of("confidence", "metrics"));
    card.putArray("metrics");
    card.put("role", role.text()).put("id", id).put("method", method).put("title", "Stand-in");
    byte[] file = id.getBytes(StandardCharsets.US_ASCII);
    card.put("sha256", sha256(file));
    card.setAll(own);
    Path home = Files.createDirectories(folder.resolve(id));
    Files.write(home.resolve(card.get("file").textValue()), file);
    JSON.writeValue(home.resolve("card.json").toFile(), card);
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode volume() {
    ObjectNode own = JSON.createObjectNode();
    own.set("input", input("stack", "11DHW", VOLUME_MM, VOLUME_SIDE, "volume-crop"));
    ArrayNode outputs = own.putArray("outputs");
    ObjectNode cam = outputs.addObject();
    cam.put("name", "cam").put("layout", "11DHW").put("stride", 1).put("layer", "cam");
    cam.putArray("channels").add("LV_CAVITY");
    outputs.addObject().put("name", "areas").put("layout", "D");
    own.putObject("postProcessing").put("kind", "cam-mask").put("threshold", .9);
    ObjectNode band = own.putObject("errorBand");
    band.putObject("ED").put("low", -5).put("high", 5);
    band.putObject("ES").put("low", -5).put("high", 5);
    return own;
  }

  private static ObjectNode explain() {
    ObjectNode own = JSON.createObjectNode();
    own.set("input", input("image", "N1HW", 1.4, EXPLAIN_SIDE, "frame-crop"));
    ArrayNode outputs = own.putArray("outputs");
    ObjectNode map = outputs.addObject().put("name", "probabilities").put("layout", "NCHW");
    map.putArray("channels").add("BACKGROUND").add("LV_CAVITY");
    outputs
        .addObject()
        .put("name", "gradcam_deep")
        .put("layout", "N1HW")
        .put("layer", "decoder2")
        .put("stride", DEEP_STRIDE)
        .put("default", true);
    outputs
        .addObject()
        .put("name", "gradcam_final")
        .put("layout", "N1HW")
        .put("layer", "decoder0")
        .put("stride", 1);
    return own;
  }

  private static ObjectNode input(
      String name, String layout, double spacing, int side, String scope) {
    ObjectNode input = JSON.createObjectNode();
    input.put("name", name).put("layout", layout).put("slicesPerPatch", 1);
    input.put("spacingMm", spacing).put("unknownSpacingMm", 1.5);
    input.put("rows", side).put("cols", side);
    input
        .putObject("normalisation")
        .put("kind", "quantile")
        .put("low", .01)
        .put("high", .99)
        .put("scope", scope);
    return input;
  }

  /** Opens the stand-ins itself. */
  private record Runtime(NetworkRuntime real) implements NetworkRuntime {
    @Override
    public Network open(InstalledModel model) throws InferenceException {
      return switch (model.card().role()) {
        case VOLUME -> new Discs(StandIns::readVolume);
        case EXPLAIN -> new Discs(StandIns::explain);
        default -> real.open(model);
      };
    }

    @Override
    public DeviceReport device() {
      return real.device();
    }
  }

  private interface Answer {
    Map<String, Tensor> to(Map<String, Tensor> inputs);
  }

  private record Discs(Answer answer) implements Network {
    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
      return answer.to(inputs);
    }

    @Override
    public void close() {}
  }

  private static Map<String, Tensor> readVolume(Map<String, Tensor> inputs) {
    int slices = (int) inputs.get("stack").shape()[2];
    float[] areas = new float[slices];
    Arrays.fill(areas, (float) (AREA_MM2 / (VOLUME_MM * VOLUME_MM)));
    return Map.of(
        "cam",
        new Tensor(discs(slices, VOLUME_SIDE, 10), 1, 1, slices, VOLUME_SIDE, VOLUME_SIDE),
        "areas",
        new Tensor(areas, slices));
  }

  private static Map<String, Tensor> explain(Map<String, Tensor> inputs) {
    int n = (int) inputs.get("image").shape()[0];
    int deep = EXPLAIN_SIDE / DEEP_STRIDE;
    return Map.of(
        "probabilities",
        new Tensor(discs(2 * n, EXPLAIN_SIDE, 14), n, 2, EXPLAIN_SIDE, EXPLAIN_SIDE),
        "gradcam_deep",
        new Tensor(discs(n, deep, 5), n, 1, deep, deep),
        "gradcam_final",
        new Tensor(discs(n, EXPLAIN_SIDE, 9), n, 1, EXPLAIN_SIDE, EXPLAIN_SIDE));
  }

  /** Square images, each with a disc of ones in its middle. */
  private static float[] discs(int count, int side, double radius) {
    float[] values = new float[count * side * side];
    double middle = (side - 1) / 2.0;
    for (int i = 0; i < values.length; i++) {
      int row = i / side % side;
      values[i] = Math.hypot(row - middle, i % side - middle) <= radius ? 1 : 0;
    }
    return values;
  }
}
