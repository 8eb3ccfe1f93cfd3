package ventricle.engine.measure;

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
import org.junit.jupiter.api.Assumptions;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.ReviewDocument;

/** Expert readings of real hearts at ED (phase 0) and ES (phase 1). */
public final class RealReadings {

  private static final ModelRef EXPERT = new ModelRef("segment", "expert", "1", "");

  private RealReadings() {}

  /**
   * One heart; slices are taken to be 10 mm apart and pixels 1.5 mm where nobody knows.
   *
   * @param split "train" or "test"
   * @param scaled whether the pixel spacing is known
   */
  public record Case(
      String name,
      String split,
      boolean scaled,
      CineStack stack,
      ReviewDocument document,
      double pixelMl) {}

  private static Path data() {
    String chosen = System.getenv("VENTRICLE_DATA");
    Path root = Path.of(System.getProperty("ventricle.root", "."));
    Path data = chosen != null ? Path.of(chosen) : root.toAbsolutePath().resolve("../shared/data");
    Path folder = data.normalize().resolve("acdc-edes");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no real data beside the repository");
    return folder;
  }

  /** Every case; the test that asks is skipped where the data folder is not there. */
  public static List<Case> all() throws IOException {
    Path folder = data();
    JsonNode index = new ObjectMapper().readTree(folder.resolve("index.json").toFile());
    List<Case> cases = new ArrayList<>();
    for (Map.Entry<String, JsonNode> e : index.get("cases").properties()) {
      cases.add(read(folder, e.getKey(), e.getValue()));
    }
    return cases;
  }

  /** One case; the test that asks is skipped where the data folder is not there. */
  public static Case of(String name) throws IOException {
    Path folder = data();
    JsonNode index = new ObjectMapper().readTree(folder.resolve("index.json").toFile());
    return read(folder, name, index.get("cases").get(name));
  }

  private static Case read(Path folder, String name, JsonNode info) throws IOException {
    int slices = info.get("slices").asInt();
    ImageSize size = new ImageSize(info.get("rows").asInt(), info.get("cols").asInt());
    BufferedImage image = ImageIO.read(folder.resolve(name + "_lab.png").toFile());
    Raster raster = image.getRaster();
    int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    for (int phase = 0; phase < 2; phase++) {
      for (int slice = 0; slice < slices; slice++) {
        byte[] labels = new byte[size.rows() * size.columns()];
        for (int i = 0; i < labels.length; i++) {
          int row = (phase * slices + slice) * size.rows() + i / size.columns();
          labels[i] = (byte) samples[row * size.columns() + i % size.columns()];
        }
        add(contours, slice, phase, Structure.RV_ENDO, labels, size, Set.of(1));
        add(contours, slice, phase, Structure.LV_EPI, labels, size, Set.of(2, 3));
        add(contours, slice, phase, Structure.LV_ENDO, labels, size, Set.of(3));
      }
    }
    double spacing = info.get("pixel_spacing_mm").asDouble(1.5);
    List<Slice> geometry = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      geometry.add(
          new Slice(
              size.rows(),
              size.columns(),
              new PixelSpacing(spacing, spacing),
              new Vector3(0, 0, -10.0 * slice),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              null));
    }
    ReviewDocument document =
        Edits.apply(
                ReviewDocument.blank("1", slices, 2),
                new Edit.ModelRun(
                    Set.of(0, 1),
                    contours,
                    new DetectedPhases(0, 1, List.of(), List.of(), EXPERT),
                    Set.of(EXPERT),
                    "cpu"))
            .orThrow();
    CineStack stack = new CineStack("", null, geometry, 2, new TreeMap<>(), null, null, List.of());
    return new Case(
        name,
        info.get("split").asText(),
        info.get("pixel_spacing_mm").isNumber(),
        stack,
        document,
        spacing * spacing * 10 / 1000);
  }

  private static void add(
      SortedMap<ContourKey, Tracing> contours,
      int slice,
      int phase,
      Structure structure,
      byte[] labels,
      ImageSize size,
      Set<Integer> values) {
    boolean[] mask = new boolean[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = values.contains((int) labels[i]);
    }
    List<Contour> found = IsoContour.ofMask(mask, size);
    if (!found.isEmpty()) {
      contours.put(
          ContourKey.of(slice, phase, structure),
          new Tracing(found.getFirst(), new Provenance.Model(EXPERT)));
    }
  }
}
