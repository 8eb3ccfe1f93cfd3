package ventricle.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.output.Validators;
import ventricle.engine.dicom.seg.SegmentationImport;
import ventricle.engine.dicom.seg.SegmentationObject;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Vector3;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** What is written besides the standard files. */
class ExportPartsTest {

  private static final Set<ExportPart> MORE =
      EnumSet.of(ExportPart.IMAGES, ExportPart.ROISET, ExportPart.CSV);

  @TempDir Path folder;

  private AnalysisExport.Result export(Study study, ReviewDocument document, boolean force)
      throws Exception {
    return new AnalysisExport(
            study,
            document,
            SyntheticStudies.measurements(),
            Timings.UNKNOWN,
            SyntheticStudies.CONTEXT,
            folder.resolve("out"),
            MORE,
            null,
            force)
        .run(Progress.NONE, new CancelToken());
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void onlyWhatIsWantedIsWritten() throws Exception {
    Study study = SyntheticStudies.study();

    AnalysisExport.Result result = export(study, SyntheticStudies.document(study), false);

    assertThat(result.complete()).isTrue();
    assertThat(names()).containsExactlyInAnyOrderElementsOf(AnalysisExport.ALSO);
  }

  @Test
  void theCineComesBackValueForValueWhereItWas() throws Exception {
    Study study = SyntheticStudies.study();
    export(study, SyntheticStudies.document(study), false);

    List<NiftiVolume> phases = Nifti.readAll(folder.resolve("out/images.nii.gz"));

    assertThat(phases).hasSize(SyntheticStudies.PHASES);
    for (int phase : new int[] {0, 5}) {
      for (int slice = 0; slice < SyntheticStudies.SLICES; slice++) {
        var pixels = study.stack().frame(new FrameKey(slice, phase)).orElseThrow().pixels();
        for (int at : new int[] {0, 1234, pixels.size() - 1}) {
          assertThat(
                  phases
                      .get(phase)
                      .value(at % SyntheticStudies.COLUMNS, at / SyntheticStudies.COLUMNS, slice))
              .isEqualTo((float) pixels.value(at));
        }
      }
    }
    List<Slice> places = phases.getFirst().geometry();
    for (int slice = 0; slice < SyntheticStudies.SLICES; slice++) {
      assertSame(places.get(slice), study.stack().slice(slice));
    }
  }

  private static void assertSame(Slice read, Slice written) {
    Vector3 off = read.position().minus(written.position());
    assertThat(off.length()).isCloseTo(0, within(1e-3));
    assertThat(read.rowDirection().dot(written.rowDirection())).isCloseTo(1, within(1e-5));
    assertThat(read.columnDirection().dot(written.columnDirection())).isCloseTo(1, within(1e-5));
    assertThat(read.spacing().row()).isCloseTo(written.spacing().row(), within(1e-5));
  }

  @Test
  void slicesThatMakeNoGridGoOneByOneAndOldOnesAreTakenAway() throws Exception {
    Study mixed = SyntheticStudies.mixedMatrix();

    AnalysisExport.Result result = export(mixed, SyntheticStudies.document(mixed), false);

    assertThat(names()).contains("images_s01.nii.gz", "images_s06.nii.gz");
    assertThat(result.missing())
        .extracting(AnalysisExport.Missing::file)
        .containsExactly("stack.tif");
    NiftiVolume last = Nifti.read(folder.resolve("out/images_s06.nii.gz"));
    assertThat(last.rows()).isEqualTo(SyntheticStudies.ROWS - 2);
    assertSame(last.geometry().getFirst(), mixed.stack().slice(5));

    Study study = SyntheticStudies.study();
    export(study, SyntheticStudies.document(study), true);
    assertThat(names()).contains("images.nii.gz").noneMatch(n -> n.startsWith("images_s"));
  }

  @Test
  void tablesHoldEveryNumberAndEveryVertex() throws Exception {
    Study study = SyntheticStudies.study();
    ReviewDocument document = SyntheticStudies.document(study);
    export(study, document, false);

    List<String> numbers = Files.readAllLines(folder.resolve("out/measurements.csv"));
    assertThat(numbers.getFirst()).isEqualTo("quantity,phase,value,unit");
    assertThat(numbers).contains("LV EDV,3,133.6120,ml", "LV EF,,57.9060,%");
    assertThat(numbers).anyMatch(line -> line.startsWith("LV volume,8,109.7"));
    List<String> vertices = Files.readAllLines(folder.resolve("out/contours.csv"));
    String[] first = vertices.get(1).split(",");
    Vector3 at =
        study
            .stack()
            .slice(0)
            .toPatient(new Point(Double.parseDouble(first[5]), Double.parseDouble(first[6])));
    assertThat(Double.parseDouble(first[7])).isCloseTo(at.x(), within(1e-3));
    assertThat(first[3]).isEqualTo("model");
    long excluded = vertices.stream().filter(line -> line.startsWith("5,6,RV_ENDO,")).count();
    assertThat(excluded).as("what does not count is not in the table").isZero();
  }

  private AnalysisExport.Result dicom(Set<ExportPart> parts, boolean force) throws Exception {
    Study study = SyntheticStudies.study();
    return new AnalysisExport(
            study,
            SyntheticStudies.document(study),
            SyntheticStudies.measurements(),
            Timings.UNKNOWN,
            SyntheticStudies.CONTEXT,
            folder.resolve("out"),
            parts,
            null,
            force)
        .run(Progress.NONE, new CancelToken());
  }

  @Test
  void everyPhaseWithContoursGetsASegmentationOfItsOwnThatComesBack() throws Exception {
    AnalysisExport.Result result = dicom(EnumSet.of(ExportPart.PHASES), false);

    Study study = SyntheticStudies.study();
    Set<Integer> contoured = new TreeSet<>();
    SyntheticStudies.document(study)
        .modelLayer()
        .keySet()
        .forEach(key -> contoured.add(key.frame().phase()));
    assertThat(contoured).hasSizeGreaterThan(2);
    assertThat(result.complete()).isTrue();
    assertThat(names())
        .containsExactlyInAnyOrderElementsOf(
            contoured.stream().map(phase -> "seg-%02d.dcm".formatted(phase + 1)).toList());
    for (int phase : contoured) {
      Path file = folder.resolve("out").resolve("seg-%02d.dcm".formatted(phase + 1));
      assertThat(Validators.dciodvfyErrors(file)).as(file.toString()).isEmpty();
      var back =
          SegmentationImport.read(
              SegmentationObject.read(DicomReader.open(file)), study.stack(), null);
      assertThat(back.contours().keySet()).allMatch(key -> key.frame().phase() == phase);
    }
    dicom(EnumSet.of(ExportPart.JSON), true);
    assertThat(names()).as("old ones are taken away").noneMatch(n -> n.startsWith("seg-"));
  }

  @Test
  void heatmapsWithoutAModelAreMissingAndSaidSo() throws Exception {
    assertThat(dicom(EnumSet.of(ExportPart.HEATMAPS), false).missing())
        .extracting(AnalysisExport.Missing::file, AnalysisExport.Missing::cause)
        .containsExactly(
            tuple("key-heatmap-ed.dcm", "No model says where it looked."),
            tuple("key-heatmap-es.dcm", "No model says where it looked."));
  }
}
