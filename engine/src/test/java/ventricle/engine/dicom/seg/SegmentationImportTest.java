package ventricle.engine.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.TransferSyntax;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.sr.ReportedMeasurement;
import ventricle.engine.dicom.sr.ReportedMeasurements;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.measure.agreement.Dice;
import ventricle.engine.phantom.Organisation;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomWriter;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyState;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.engine.testing.Python;

/** Contours go out as masks and come back; masks of others come in wherever they lie. */
class SegmentationImportTest {

  private static final PhantomStudy PHANTOM =
      Phantom.generate(
          PhantomOptions.small(11).withSlices(6).withMatrix(192), Progress.NONE, new CancelToken());
  private static final Study STUDY = PHANTOM.study();
  private static final CineStack STACK = STUDY.stack();
  private static final int ED = PHANTOM.truth().edPhase();

  @TempDir static Path folder;

  private static List<Path> images = List.of();
  private static boolean made;

  @BeforeAll
  static void writeImages() throws IOException {
    PhantomWriter.write(PHANTOM, folder, Organisation.ONE_SERIES);
  }

  @Test
  void ownContoursComeBackWithinHalfAPixelAndWithADiceAboveNinetyEight() throws Exception {
    DataSet written = Segmentation.of(STUDY, document(truth()), ED, SyntheticStudies.CONTEXT);
    SegmentationImport.Imported back = SegmentationImport.read(object(written), STACK, null);
    assertThat(back.contours().keySet()).isEqualTo(truth().keySet());
    assertThat(back.left()).isEmpty();
    compare(back.contours(), 0.5, 0.98);
  }

  @Test
  void framesOfAnyOrderAndOnlySomeOfThemFindTheirSlices() throws Exception {
    SegmentationImport.Imported back = highdicom("backwards.dcm");
    assertThat(back.contours()).isNotEmpty();
    assertThat(back.contours().keySet()).allMatch(key -> key.frame().slice() % 2 == 1);
    assertThat(back.contours().size()).isLessThan(truth().size());
    compare(back.contours(), 0.5, 0.97);
  }

  @Test
  void labelMapsAndFractionsAreReadAndASegmentThatIsNoVentricleIsNamed() throws Exception {
    SegmentationImport.Imported labels = highdicom("labelmap.dcm");
    assertThat(labels.contours().keySet()).isEqualTo(truth().keySet());
    assertThat(labels.left())
        .extracting(SegmentationImport.Left::cause)
        .contains("segment 4 is no part of a ventricle");
    compare(labels.contours(), 0.5, 0.97);
    SegmentationImport.Imported fractions = highdicom("fractional.dcm");
    assertThat(fractions.contours().keySet()).isEqualTo(truth().keySet());
    compare(fractions.contours(), 0.8, 0.95);
  }

  @Test
  void masksOfAnotherMatrixAndSpacingAreMovedByGeometry() throws Exception {
    SegmentationImport.Imported back = highdicom("finer.dcm");
    assertThat(back.contours().keySet()).isEqualTo(truth().keySet());
    compare(back.contours(), 0.6, 0.97);
  }

  @Test
  void aVolumeInOtherPlanesIsCutAlongTheSlices() throws Exception {
    SegmentationImport.Imported back = SegmentationImport.read(object(axial()), STACK, ED);
    ContourKey middle = ContourKey.of(2, ED, Structure.LV_ENDO);
    assertThat(back.contours()).containsKey(middle);
    Contour expected = truth().get(middle);
    Contour found = back.contours().get(middle);
    assertThat(Dice.ofContours(expected, found)).isGreaterThan(0.93);
  }

  @Test
  void anObjectThatSaysNoPhaseGoesToTheOneGivenAndIsRefusedWithoutOne() throws Exception {
    SegmentationObject object = object(axial());
    assertThatThrownBy(() -> SegmentationImport.read(object, STACK, null))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("does not say which phase");
    assertThat(SegmentationImport.read(object, STACK, 3).contours().keySet())
        .allMatch(key -> key.frame().phase() == 3);
  }

  @Test
  void whatCannotBeTakenIsRefusedWithItsCause() throws Exception {
    highdicomFiles();
    assertThatThrownBy(() -> highdicom("liver.dcm"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("liver.dcm: none of its 1 segments is a ventricle");
    Path image = images.getFirst();
    assertThatThrownBy(() -> SegmentationObject.read(DicomReader.read(image)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("is not a DICOM segmentation");
    DataSet elsewhere = axial().toBuilder().set(Tags.FRAME_OF_REFERENCE_UID, "1.2.3.4.5").build();
    assertThatThrownBy(() -> SegmentationImport.read(object(elsewhere), STACK, ED))
        .hasMessageContaining("another frame of reference");
    DataSet cut =
        axial().toBuilder().set(Tags.PIXEL_DATA, ventricle.engine.dicom.Vr.OB, new byte[8]).build();
    assertThatThrownBy(() -> object(cut)).hasMessageContaining("truncated");
  }

  @Test
  void aReportOfHighdicomIsReadWithSiteUnitAndEvaluation() throws Exception {
    highdicomFiles();
    ReportedMeasurements report =
        ReportedMeasurements.read(DicomReader.read(folder.resolve("made/report.dcm")));
    assertThat(report.verified()).isFalse();
    assertThat(report.madeBy()).startsWith("Somebody");
    assertThat(report.measurements())
        .extracting(m -> m.group() + " / " + m.name().meaning() + " = " + m.value())
        .containsExactly(
            "LV by net / Left Ventricular ED Volume = 151.5",
            "LV by net / Left ventricular ejection fraction by MR = 54.25",
            "LV by net / Left ventricular wall motion = Hypokinesis");
    ReportedMeasurement edv = report.measurements().getFirst();
    assertThat(edv.is(Codes.LV_EDV)).isTrue();
    assertThat(edv.site()).isNotNull();
    assertThat(edv.unit()).isNotNull();
    assertThat(edv.unit().value()).isEqualToIgnoringCase("ml");
  }

  private static SegmentationObject object(DataSet data) throws UnusableInputException {
    return SegmentationObject.read(
        DicomReader.read(
            "seg.dcm", DicomWriter.encode(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN)));
  }

  private static SortedMap<ContourKey, Contour> truth() {
    TreeMap<ContourKey, Contour> contours = new TreeMap<>();
    PHANTOM
        .contours()
        .forEach(
            (key, contour) -> {
              if (key.frame().phase() == ED) {
                contours.put(key, contour);
              }
            });
    return contours;
  }

  /**
   * @param pixels largest mean distance of a contour's vertices from the true border
   * @param dice least Dice of all contours together; a single one, also the smallest apex, may have
   *     .05 less
   */
  private static void compare(Map<ContourKey, Contour> found, double pixels, double dice) {
    double common = 0;
    double areas = 0;
    for (Map.Entry<ContourKey, Contour> e : found.entrySet()) {
      Contour contour = e.getValue();
      Contour expected = truth().get(e.getKey());
      assertThat(expected).as("%s", e.getKey()).isNotNull();
      double sum = Polygons.area(expected) + Polygons.area(contour);
      double alone = Dice.ofContours(expected, contour);
      common += alone * sum;
      areas += sum;
      assertThat(alone).as("Dice %s", e.getKey()).isGreaterThan(dice - 0.05);
      double mean =
          IntStream.range(0, contour.size())
              .mapToDouble(i -> Polygons.distance(expected, contour.point(i)))
              .average()
              .orElseThrow();
      assertThat(mean).as("distance %s", e.getKey()).isLessThan(pixels);
    }
    assertThat(common / areas).as("Dice of all").isGreaterThan(dice);
  }

  private static ReviewDocument document(SortedMap<ContourKey, Contour> contours) {
    TreeMap<ContourKey, Tracing> model = new TreeMap<>();
    contours.forEach(
        (key, contour) ->
            model.put(key, new Tracing(contour, new Provenance.Model(SyntheticStudies.SEGMENTER))));
    return new ReviewDocument(
        STUDY.studyInstanceUid(),
        STACK.sliceCount(),
        STACK.phases(),
        false,
        new PhaseMark(ED, new Provenance.Manual("ada")),
        null,
        null,
        model,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeSet<>(Set.of(ED)),
        Set.of(SyntheticStudies.SEGMENTER),
        "cpu",
        StudyState.DRAFT);
  }

  /** Axial planes through the patient, 1.5 mm apart, cut from the true contours' volume. */
  private static DataSet axial() throws Exception {
    Slice first = STACK.slice(0);
    Vector3 across = new Vector3(1, 0, 0);
    Vector3 down = new Vector3(0, 1, 0);
    Vector3 centre =
        STACK
            .slice(2)
            .toPatient(Polygons.centroid(truth().get(ContourKey.of(2, ED, Structure.LV_ENDO))));
    int n = 64;
    List<Slice> planes = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    CineFrame any = STACK.frames().firstEntry().getValue();
    for (int k = 0; k < n; k++) {
      Vector3 corner = centre.plus(new Vector3(-48, -48, 1.5 * (k - n / 2)));
      planes.add(new Slice(n, n, new PixelSpacing(1.5, 1.5), corner, across, down, 1.5));
      frames.put(
          new FrameKey(k, 0),
          new CineFrame(
              new InstanceRef(any.source().sopClassUid(), "1.9." + k, "1.9", 1),
              ventricle.engine.domain.Pixels.unsigned(n, n, new short[n * n]),
              null,
              null,
              null));
    }
    CineStack stack =
        new CineStack(
            "axial", STACK.frameOfReferenceUid(), planes, 1, frames, null, null, List.of());
    Map<ContourKey, boolean[]> masks = masks();
    DataSet whole = Segmentation.of(STUDY, document(truth()), ED, SyntheticStudies.CONTEXT);
    return AxialSegmentation.of(whole, stack, at -> inside(masks, at));
  }

  private static Map<ContourKey, boolean[]> masks() {
    Map<ContourKey, boolean[]> masks = new HashMap<>();
    truth()
        .forEach(
            (key, contour) ->
                masks.put(
                    key, Rasteriser.mask(contour, ImageSize.of(STACK.slice(key.frame().slice())))));
    return masks;
  }

  /** Whether a place in the patient lies in the LV cavity of the nearest slice. */
  private static boolean inside(Map<ContourKey, boolean[]> masks, Vector3 at) {
    int nearest = -1;
    double least = Double.MAX_VALUE;
    for (int k = 0; k < STACK.sliceCount(); k++) {
      Slice slice = STACK.slice(k);
      double d = Math.abs(at.dot(slice.normal()) - slice.along(slice.normal()));
      if (d < least) {
        least = d;
        nearest = k;
      }
    }
    boolean[] mask = masks.get(ContourKey.of(nearest, ED, Structure.LV_ENDO));
    Slice slice = STACK.slice(nearest);
    Point p = slice.toImage(at);
    int x = (int) Math.round(p.x());
    int y = (int) Math.round(p.y());
    return mask != null
        && least < 5
        && x >= 0
        && y >= 0
        && x < slice.columns()
        && y < slice.rows()
        && mask[y * slice.columns() + x];
  }

  private static SegmentationImport.Imported highdicom(String file) throws Exception {
    highdicomFiles();
    return SegmentationImport.read(
        SegmentationObject.read(DicomReader.read(folder.resolve("made").resolve(file))),
        STACK,
        null);
  }

  private static synchronized void highdicomFiles() throws Exception {
    if (made) {
      return;
    }
    Map<String, Path> byUid = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("dicom"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byUid.put(
            DicomReader.open(file).dataSet().string(Tags.SOP_INSTANCE_UID).orElseThrow(), file);
      }
    }
    List<Path> ordered = new ArrayList<>();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    for (int k = 0; k < STACK.sliceCount(); k++) {
      FrameKey key = new FrameKey(k, ED);
      ordered.add(byUid.get(STACK.frame(key).orElseThrow().source().sopInstanceUid()));
      labels.writeBytes(
          Rasteriser.labels(
              ImageSize.of(STACK.slice(k)),
              truth().get(new ContourKey(key, Structure.RV_ENDO)),
              truth().get(new ContourKey(key, Structure.LV_EPI)),
              truth().get(new ContourKey(key, Structure.LV_ENDO))));
    }
    images = ordered;
    Path out = Files.createDirectories(folder.resolve("made"));
    Path file = Files.write(folder.resolve("labels.raw"), labels.toByteArray());
    List<String> arguments = new ArrayList<>(List.of(out.toString(), file.toString()));
    ordered.forEach(image -> arguments.add(image.toString()));
    Python.run("make_objects.py", arguments);
    made = true;
  }
}
