package ventricle.engine.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.measure.agreement.BorderDistance;

/** Contours to ImageJ and back, with ImageJ's own classes on the other side. */
class RoiSetTest {

  @TempDir Path folder;

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  @Property(tries = 60)
  void nothingIsLostOnTheWayThroughARoiSet(
      @ForAll("blobs") Contour blob,
      @ForAll @IntRange(min = 5, max = 400) int points,
      @ForAll @IntRange(max = 19) int slice,
      @ForAll @IntRange(max = 49) int phase)
      throws Exception {
    Contour contour = Polygons.resample(blob, points);
    Path file = Files.createTempFile("roiset", ".zip");

    RoiSet.write(file, List.of(new NamedRoi("S01", slice, phase, null, contour)));
    NamedRoi back = RoiSet.read(file).rois().getFirst();
    Files.delete(file);

    assertThat(back.contour().size()).isEqualTo(points);
    BorderDistance lost =
        BorderDistance.between(List.of(contour), List.of(back.contour()), null).orElseThrow();
    assertThat(lost.hausdorff()).isLessThan(1e-4);
    assertThat(back.slice()).isEqualTo(slice);
    assertThat(back.phase()).isEqualTo(phase);
  }

  @Test
  void imageJFindsTheRegionOnItsImageAndFillsTheSamePixels() throws Exception {
    CineStack stack = SyntheticStudies.study().stack();
    Path tif = folder.resolve("stack.tif");
    Path zip = folder.resolve("roiset.zip");
    Contour cavity =
        SyntheticStudies.document(SyntheticStudies.study())
            .modelLayer()
            .get(
                ventricle.engine.domain.ContourKey.of(
                    3, 5, ventricle.engine.domain.Structure.LV_ENDO))
            .contour();
    Hyperstack.write(tif, stack);
    RoiSet.write(zip, List.of(new NamedRoi("S04-P06-LV_ENDO", 3, 5, null, cavity)));

    ImagePlus image = IJ.openImage(tif.toString());
    Roi roi = new RoiDecoder(entry(zip), "roi").getRoi();
    image.setPosition(1, roi.getZPosition(), roi.getTPosition());

    assertThat(image.getNSlices()).isEqualTo(SyntheticStudies.SLICES);
    assertThat(image.getNFrames()).isEqualTo(SyntheticStudies.PHASES);
    assertThat(image.isHyperStack() || image.getOpenAsHyperStack()).isTrue();
    assertThat(image.getCalibration().pixelWidth).isEqualTo(1.5625);
    assertThat(image.getCalibration().getUnit()).isEqualTo("mm");
    short[] there = (short[]) image.getProcessor().getPixels();
    var here = stack.frame(new FrameKey(3, 5)).orElseThrow().pixels();
    for (int i = 0; i < there.length; i++) {
      assertThat(there[i]).isEqualTo((short) here.stored(i));
    }
    ImageSize size = new ImageSize(image.getHeight(), image.getWidth());
    boolean[] ours = Rasteriser.mask(cavity, size);
    int differing = 0;
    for (int y = 0; y < size.rows(); y++) {
      for (int x = 0; x < size.columns(); x++) {
        differing += roi.contains(x, y) == ours[y * size.columns() + x] ? 0 : 1;
      }
    }
    assertThat(differing).as("pixels that ImageJ sees otherwise").isLessThanOrEqualTo(1);
    image.setRoi(roi);
    assertThat(image.getStatistics().mean).isBetween(870.0, 930.0);
  }

  private static byte[] entry(Path zip) throws Exception {
    try (var in = new java.util.zip.ZipInputStream(Files.newInputStream(zip))) {
      assertThat(in.getNextEntry()).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void valuesThatAreRescaledGoAsThirtyTwoBits() throws Exception {
    CineStack stack = SyntheticStudies.study().stack();
    var frames = new java.util.TreeMap<>(stack.frames());
    frames.replaceAll(
        (key, f) ->
            new ventricle.engine.domain.CineFrame(
                f.source(),
                new ventricle.engine.domain.Pixels(
                    f.pixels().rows(),
                    f.pixels().columns(),
                    new short[f.pixels().size()],
                    true,
                    .5,
                    -7.25),
                null,
                null,
                null));
    CineStack scaled =
        new CineStack("", null, stack.slices(), stack.phases(), frames, null, null, List.of());
    Hyperstack.write(folder.resolve("f.tif"), scaled);

    ImagePlus image = IJ.openImage(folder.resolve("f.tif").toString());

    assertThat(image.getBitDepth()).isEqualTo(32);
    assertThat(image.getProcessor().getf(3, 3)).isEqualTo(-7.25f);
  }

  @Test
  void regionsDrawnInImageJAreTaken() throws Exception {
    PolygonRoi spline =
        new PolygonRoi(new float[] {10, 40, 40, 10}, new float[] {10, 12, 40, 38}, 4, Roi.POLYGON);
    spline.fitSpline(200);
    spline.setName("endo");
    spline.setPosition(7);
    OvalRoi oval = new OvalRoi(20, 20, 20, 20);
    oval.setName("oval");
    Path zip = folder.resolve("drawn.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Roi roi :
          List.of(spline, oval, new EllipseRoi(5, 5, 25, 25, .5), new Line(1, 1, 9, 9))) {
        out.putNextEntry(new ZipEntry(roi.getTypeAsString() + ".roi"));
        out.write(RoiEncoder.saveAsByteArray(roi));
        out.closeEntry();
      }
    }

    RoiSet.Content content = RoiSet.read(zip);

    assertThat(content.rois()).hasSize(3);
    assertThat(content.rois().getFirst().image()).isEqualTo(6);
    Contour circle = content.rois().get(1).contour();
    assertThat(Polygons.centroid(circle).x()).isBetween(29.4, 29.6);
    assertThat(Polygons.area(circle)).isBetween(305.0, 320.0);
    assertThat(content.skipped())
        .singleElement()
        .extracting(RoiSet.Skipped::cause)
        .asString()
        .contains("no closed line");
  }

  @Test
  void damagedFilesAreNamed() throws Exception {
    Path text = Files.writeString(folder.resolve("no.zip"), "not a zip");
    assertThatThrownBy(() -> RoiSet.read(text))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("no.zip: holds no region of interest of ImageJ");

    Path zip = folder.resolve("set.zip");
    RoiSet.write(zip, List.of(new NamedRoi("a", 0, 0, null, TestShapes.circle(20, 20, 9))));
    byte[] whole = entry(zip);
    Random random = new Random(5);
    for (int n = 0; n < 200; n++) {
      byte[] hurt = whole.clone();
      for (int k = 0; k < 6; k++) {
        hurt[random.nextInt(hurt.length)] = (byte) random.nextInt();
      }
      Path roi = Files.write(folder.resolve("hurt.roi"), hurt);
      RoiSet.Content content = RoiSet.read(roi);
      assertThat(content.rois().size() + content.skipped().size()).isEqualTo(1);
    }
  }
}
