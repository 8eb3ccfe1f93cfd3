package ventricle.engine.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;

/** A case of {@code acdc-edes}: ED is phase 0, ES phase 1; labels as in the data set. */
record EdEsCase(String name, String split, String group, CineStack stack, byte[][][] labels) {

  /** Cases of a split; all of them when no names are given. */
  static List<EdEsCase> read(Path folder, String split, Set<String> names) throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(folder.resolve("index.json").toFile()).get("cases");
    List<EdEsCase> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> e : cases.properties()) {
      if (e.getValue().get("split").asText().equals(split)
          && (names.isEmpty() || names.contains(e.getKey()))
          && Files.exists(folder.resolve(e.getKey() + "_img.png"))) {
        all.add(read(folder, e.getKey(), e.getValue()));
      }
    }
    return all;
  }

  private static EdEsCase read(Path folder, String name, JsonNode entry) throws IOException {
    int slices = entry.get("slices").asInt();
    int rows = entry.get("rows").asInt();
    int columns = entry.get("cols").asInt();
    JsonNode mm = entry.get("pixel_spacing_mm");
    PixelSpacing spacing = mm.isNull() ? null : new PixelSpacing(mm.asDouble(), mm.asDouble());
    Raster image = raster(folder.resolve(name + "_img.png"));
    Raster label = raster(folder.resolve(name + "_lab.png"));
    List<Slice> geometry = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    byte[][][] labels = new byte[2][slices][];
    for (int z = 0; z < slices; z++) {
      geometry.add(
          new Slice(
              rows,
              columns,
              spacing,
              new Vector3(0, 0, 10.0 * z),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              null));
      for (int phase = 0; phase < 2; phase++) {
        int top = (phase * slices + z) * rows;
        short[] pixels = new short[rows * columns];
        labels[phase][z] = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (short) image.getSample(i % columns, top + i / columns, 0);
          labels[phase][z][i] = (byte) label.getSample(i % columns, top + i / columns, 0);
        }
        frames.put(
            new FrameKey(z, phase),
            new CineFrame(
                new InstanceRef("", name + "." + z + "." + phase, "", 1),
                Pixels.unsigned(rows, columns, pixels),
                null,
                null,
                null));
      }
    }
    CineStack stack = new CineStack(name, null, geometry, 2, frames, null, null, List.of());
    return new EdEsCase(
        name, entry.get("split").asText(), entry.get("group").asText(), stack, labels);
  }

  private static Raster raster(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    return image.getRaster();
  }

  /** 3-D Dice of rasterised contours with the labels; NaN when both are empty. */
  double dice(SortedMap<ContourKey, Tracing> contours, int phase, byte label) {
    long both = 0;
    long sum = 0;
    for (int z = 0; z < stack.sliceCount(); z++) {
      byte[] found =
          Rasteriser.labels(
              ImageSize.of(stack.slice(z)),
              contour(contours, z, phase, Structure.RV_ENDO),
              contour(contours, z, phase, Structure.LV_EPI),
              contour(contours, z, phase, Structure.LV_ENDO));
      for (int i = 0; i < found.length; i++) {
        boolean a = found[i] == label;
        boolean b = labels[phase][z][i] == label;
        both += a && b ? 1 : 0;
        sum += (a ? 1 : 0) + (b ? 1 : 0);
      }
    }
    return sum == 0 ? Double.NaN : 2.0 * both / sum;
  }

  private static @Nullable Contour contour(
      SortedMap<ContourKey, Tracing> contours, int slice, int phase, Structure structure) {
    Tracing tracing = contours.get(ContourKey.of(slice, phase, structure));
    return tracing == null ? null : tracing.contour();
  }
}
