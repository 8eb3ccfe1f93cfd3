package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/** What a model gave where it was trained, on images made of formulas: its {@code golden.json}. */
record Golden(JsonNode json) {

  /** Beyond what storing the formula as whole numbers costs. */
  private static final float INPUT_TOLERANCE = 5e-5f;

  static Golden of(InstalledModel model) throws IOException {
    Path file = model.folder().resolve("golden.json");
    return new Golden(new ObjectMapper().readTree(file.toFile()));
  }

  JsonNode get(String field) {
    assertThat(json.has(field)).as("golden.json has " + field).isTrue();
    return json.get(field);
  }

  double number(String field) {
    return get(field).asDouble();
  }

  Point centre() {
    return new Point(get("cropCentre").get("x").asDouble(), get("cropCentre").get("y").asDouble());
  }

  /** Index of a sample's pixel on the crop. */
  int pixel(JsonNode sample) {
    return sample.get("row").asInt() * get("cropCols").asInt() + sample.get("col").asInt();
  }

  /** The samples' inputs, whose crops lie in a list by the number in {@code axis}. */
  void checkInputs(List<float[]> images, String axis) {
    assertThat(get("samples")).isNotEmpty();
    for (JsonNode sample : get("samples")) {
      assertThat(images.get(sample.get(axis).asInt())[pixel(sample)])
          .as(sample.toString())
          .isCloseTo((float) sample.get("input").asDouble(), within(INPUT_TOLERANCE));
    }
  }

  /** STACK_FORMULA of the training: one phase, discs that shrink from slice to slice. */
  CineStack stack() {
    return stack(1, (z, t, r, c) -> heart(z, r, c, 14 - 2 * z));
  }

  /** CINE_FORMULA of the training: a beating disc. */
  CineStack cine() {
    int phases = get("frames").asInt();
    return stack(
        phases,
        (z, t, r, c) -> heart(z, r, c, 12 - 2 * z + 3 * Math.cos(2 * Math.PI * t / phases)));
  }

  private interface Formula {
    double at(int slice, int phase, int row, int column);
  }

  private static double heart(int z, int r, int c, double sigma) {
    double squared = (c - 60) * (c - 60) + (r - 45) * (r - 45);
    return 40
        + 20 * z
        + 180 * Math.exp(-squared / (2 * sigma * sigma))
        + 30 * Math.sin(c / 7.0) * Math.cos(r / 9.0);
  }

  private CineStack stack(int phases, Formula formula) {
    int rows = get("rows").asInt();
    int columns = get("cols").asInt();
    double mm = number("pixelMm");
    double slope = 1 / 160.0;
    List<Slice> slices = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    for (int z = 0; z < get("slices").asInt(); z++) {
      slices.add(
          new Slice(
              rows,
              columns,
              new PixelSpacing(mm, mm),
              new Vector3(0, 0, 10 * z),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              null));
      for (int t = 0; t < phases; t++) {
        short[] stored = new short[rows * columns];
        for (int i = 0; i < stored.length; i++) {
          stored[i] = (short) Math.round(formula.at(z, t, i / columns, i % columns) / slope);
        }
        frames.put(
            new FrameKey(z, t),
            new CineFrame(
                new InstanceRef("", "", "", 1),
                new Pixels(rows, columns, stored, false, slope, 0),
                null,
                null,
                null));
      }
    }
    return new CineStack("", null, slices, phases, frames, null, null, List.of());
  }
}
