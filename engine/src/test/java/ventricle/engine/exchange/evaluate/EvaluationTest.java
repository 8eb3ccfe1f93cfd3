package ventricle.engine.exchange.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.exchange.ContoursFile;
import ventricle.engine.exchange.ContoursJson;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyState;

/** Two sets of segmentations against each other, through files. */
class EvaluationTest {

  private static final Study STUDY = SyntheticStudies.study();
  private static final ReviewDocument DOCUMENT = SyntheticStudies.document(STUDY);

  @TempDir Path folder;

  @BeforeTry
  void place() throws IOException {
    folder = Files.createTempDirectory("evaluation");
    folder.toFile().deleteOnExit();
  }

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  private Path write(String set, String name, CaseSet.Kind kind) throws Exception {
    return write(set, name, kind, STUDY, DOCUMENT);
  }

  private Path write(
      String set, String name, CaseSet.Kind kind, Study study, ReviewDocument document)
      throws Exception {
    return CaseFiles.write(folder.resolve(set), name, kind, study, document);
  }

  @Property(tries = 15)
  void aSetAgainstItselfAgreesWholly(
      @ForAll("blobs") Contour endo, @ForAll("blobs") Contour rv, @ForAll CaseSet.Kind kind)
      throws Exception {
    Contour epi = Polygons.scale(endo, 1.4, Polygons.centroid(endo));
    TreeMap<ContourKey, Tracing> drawn = new TreeMap<>();
    for (int phase : new int[] {SyntheticStudies.ED, SyntheticStudies.ES}) {
      for (int slice = 1; slice < 4; slice++) {
        for (Map.Entry<Structure, Contour> c :
            Map.of(Structure.LV_ENDO, endo, Structure.LV_EPI, epi, Structure.RV_ENDO, rv)
                .entrySet()) {
          drawn.put(
              ContourKey.of(slice, phase, c.getKey()),
              new Tracing(c.getValue(), new Provenance.Imported("test")));
        }
      }
    }
    ReviewDocument document =
        new ReviewDocument(
            STUDY.studyInstanceUid(),
            SyntheticStudies.SLICES,
            SyntheticStudies.PHASES,
            false,
            DOCUMENT.ed(),
            DOCUMENT.es(),
            null,
            drawn,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            Set.of(),
            null,
            StudyState.DRAFT);
    Path set = write("set", "case", kind, STUDY, document);

    Evaluation evaluation = CaseFiles.evaluate(set, set);

    assertThat(evaluation.whole()).isTrue();
    assertThat(evaluation.overlaps()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(evaluation.overlaps())
        .allSatisfy(
            o -> {
              assertThat(o.dice().min()).isEqualTo(1);
              assertThat(o.hausdorff()).isNotNull();
              assertThat(o.hausdorff().max()).isZero();
              assertThat(o.averagePerpendicular().max()).isZero();
            });
    assertThat(evaluation.agreements()).allMatch(a -> a.pair().agreement().bias() == 0);
  }

  @Test
  void contoursLabelsAndSegOfOneDocumentAgree() throws Exception {
    Path contours = write("contours", "heart", CaseSet.Kind.CONTOURS);
    Path labels = write("labels", "heart", CaseSet.Kind.LABELS);
    Path seg = write("seg", "heart", CaseSet.Kind.SEG);
    for (List<Path> sets :
        List.of(
            List.of(contours, labels),
            List.of(labels, contours),
            List.of(seg, labels),
            List.of(labels, seg))) {
      Evaluation evaluation = CaseFiles.evaluate(sets.get(0), sets.get(1));

      assertThat(evaluation.cases()).hasSize(1);
      assertThat(evaluation.overlaps())
          .as(sets.toString())
          .allSatisfy(
              o -> {
                assertThat(o.dice().min()).isEqualTo(1);
                assertThat(o.millimetres()).isTrue();
                assertThat(o.hausdorff().max()).isLessThan(1.5625);
                assertThat(o.averagePerpendicular().max()).isLessThan(.5);
                assertThat(o.predictedOnly() + o.truthOnly()).isZero();
              });
      assertThat(evaluation.agreements()).hasSize(Quantity.values().length);
      assertThat(evaluation.agreements())
          .allSatisfy(
              a ->
                  assertThat(Math.abs(a.pair().agreement().bias()))
                      .isLessThan(.03 * a.pair().seconds().getFirst()));
    }
  }

  @Test
  void contoursAloneKnowTheirVolumesAndMillimetres() throws Exception {
    Path one = write("one", "heart", CaseSet.Kind.CONTOURS);
    Path two = write("two", "heart", CaseSet.Kind.CONTOURS);

    Evaluation evaluation = CaseFiles.evaluate(one, two);

    assertThat(evaluation.overlaps()).allMatch(Evaluation.Overlap::millimetres);
    assertThat(evaluation.agreements()).hasSize(Quantity.values().length);
  }

  @Test
  void distancesAreInPixelsWhereNobodyKnowsTheSpacing() throws Exception {
    Path one = write("one", "heart", CaseSet.Kind.CONTOURS);
    Path two = write("two", "heart", CaseSet.Kind.CONTOURS);
    for (Path set : List.of(one, two)) {
      // as files were before they said where slices lie
      Path file = set.resolve("heart/contours.json");
      Files.writeString(
          file,
          Files.readString(file).replaceFirst("(?s)\"geometry\":.*?\"contours\"", "\"contours\""));
    }

    Evaluation evaluation = CaseFiles.evaluate(one, two);

    assertThat(evaluation.overlaps()).noneMatch(Evaluation.Overlap::millimetres);
    assertThat(evaluation.agreements()).isEmpty();
    assertThat(EvaluationText.of(evaluation)).anyMatch(line -> line.startsWith("no volumes"));
  }

  @Test
  void aStackCountedFromTheOtherEndIsMatchedByPlace() throws Exception {
    Path labels = write("labels", "heart", CaseSet.Kind.LABELS);
    Path turned = folder.resolve("turned/heart");
    Files.createDirectories(turned);
    for (String word : List.of("ed", "es")) {
      NiftiVolume volume = Nifti.read(labels.resolve("heart/labels_" + word + ".nii.gz"));
      List<byte[]> reversed = new ArrayList<>();
      for (int k = volume.slices() - 1; k >= 0; k--) {
        reversed.add(volume.labels(k));
      }
      Nifti.write(
          turned.resolve("labels_" + word + ".nii.gz"),
          NiftiVolume.labels(STUDY.stack().flipped(), reversed),
          Nifti.Storage.UINT8);
    }

    Evaluation evaluation = CaseFiles.evaluate(turned.getParent(), labels);

    assertThat(evaluation.overlaps()).allMatch(o -> o.dice().min() == 1);
    assertThat(evaluation.cases().getFirst().notes()).isEmpty();
  }

  @Test
  void setsOnOtherGridsAreComparedAsLinesInThePatient() throws Exception {
    Path labels = write("labels", "heart", CaseSet.Kind.LABELS);
    Path finer = folder.resolve("finer/heart");
    Files.createDirectories(finer);
    CineStack stack = STUDY.stack();
    for (String word : List.of("ed", "es")) {
      NiftiVolume volume = Nifti.read(labels.resolve("heart/labels_" + word + ".nii.gz"));
      List<byte[]> doubled = new ArrayList<>();
      List<Slice> places = new ArrayList<>();
      for (int k = 0; k < volume.slices(); k++) {
        doubled.add(doubled(volume.labels(k), volume.rows(), volume.columns()));
        places.add(doubled(stack.slice(k)));
      }
      CineStack grid = new CineStack("", null, places, 1, new TreeMap<>(), null, null, List.of());
      Nifti.write(
          finer.resolve("labels_" + word + ".nii.gz"),
          NiftiVolume.labels(grid, doubled),
          Nifti.Storage.UINT8);
    }

    Evaluation evaluation = CaseFiles.evaluate(finer.getParent(), labels);

    assertThat(evaluation.cases().getFirst().overlap()).isEqualTo(CaseComparison.Overlap.POLYGONS);
    assertThat(evaluation.overlaps()).allMatch(o -> o.dice().min() > .97);
    assertThat(evaluation.agreements())
        .allMatch(a -> Math.abs(a.pair().agreement().bias()) < .01 * a.pair().seconds().getFirst());
  }

  private static byte[] doubled(byte[] labels, int rows, int columns) {
    byte[] doubled = new byte[4 * labels.length];
    for (int y = 0; y < 2 * rows; y++) {
      for (int x = 0; x < 2 * columns; x++) {
        doubled[y * 2 * columns + x] = labels[y / 2 * columns + x / 2];
      }
    }
    return doubled;
  }

  private static Slice doubled(Slice s) {
    PixelSpacing half = new PixelSpacing(s.spacing().row() / 2, s.spacing().column() / 2);
    Vector3 first = s.toPatient(new Point(-.25, -.25));
    return new Slice(
        2 * s.rows(),
        2 * s.columns(),
        half,
        first,
        s.rowDirection(),
        s.columnDirection(),
        s.thicknessMm());
  }

  @Test
  void aMovedContourGivesTheDistanceItWasMovedBy() throws Exception {
    Path truth = write("truth", "heart", CaseSet.Kind.CONTOURS);
    write("truth", "heart", CaseSet.Kind.LABELS);
    TreeMap<ContourKey, Tracing> moved = new TreeMap<>();
    DOCUMENT
        .modelLayer()
        .keySet()
        .forEach(
            key ->
                DOCUMENT
                    .counted(key)
                    .ifPresent(
                        t ->
                            moved.put(
                                key,
                                new Tracing(
                                    Polygons.translate(t.contour(), 2, 0), t.provenance()))));
    Path predicted = Files.createDirectories(folder.resolve("pred/heart"));
    ContoursJson.write(
        predicted.resolve("contours.json"),
        ContoursFile.of(
            STUDY,
            new ReviewDocument(
                STUDY.studyInstanceUid(),
                SyntheticStudies.SLICES,
                SyntheticStudies.PHASES,
                false,
                DOCUMENT.ed(),
                DOCUMENT.es(),
                null,
                moved,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                Set.of(),
                null,
                StudyState.DRAFT)));

    Evaluation evaluation = CaseFiles.evaluate(predicted.getParent(), truth);

    assertThat(evaluation.overlaps())
        .allSatisfy(
            o -> {
              assertThat(o.hausdorff().max()).isCloseTo(2 * 1.5625, within(.01));
              assertThat(o.dice().max()).isBetween(.5, .97);
            });
    assertThat(evaluation.agreements())
        .allSatisfy(a -> assertThat(a.pair().agreement().bias()).isCloseTo(0, within(1e-6)));
  }

  @Test
  void casesWithoutPartnerAreNamed() throws Exception {
    Path one = write("one", "a", CaseSet.Kind.LABELS);
    write("one", "b", CaseSet.Kind.LABELS);
    Path two = write("two", "b", CaseSet.Kind.LABELS);
    write("two", "c", CaseSet.Kind.LABELS);
    Files.createDirectories(two.resolve("notes"));

    Evaluation evaluation = CaseFiles.evaluate(one, two);

    assertThat(evaluation.predictedOnly()).containsExactly("a");
    assertThat(evaluation.truthOnly()).containsExactly("c");
    assertThat(evaluation.leftOut()).singleElement().asString().contains("notes");
    assertThat(evaluation.whole()).isFalse();
  }

  @Test
  void aDamagedFileIsNamedWithItsCase() throws Exception {
    Path one = write("one", "a", CaseSet.Kind.LABELS);
    write("one", "b", CaseSet.Kind.LABELS);
    Path two = write("two", "a", CaseSet.Kind.LABELS);
    write("two", "b", CaseSet.Kind.LABELS);
    Files.write(two.resolve("a/labels_ed.nii.gz"), new byte[] {1, 2, 3});

    Evaluation evaluation = CaseFiles.evaluate(one, two);

    assertThat(evaluation.cases()).extracting(CaseComparison::name).containsExactly("b");
    assertThat(evaluation.leftOut()).singleElement().asString().startsWith("a: labels_ed.nii.gz: ");
  }

  @Test
  void foldersThatShareNoCaseAreRefused() throws Exception {
    Path one = write("one", "a", CaseSet.Kind.LABELS);
    Path two = write("two", "c", CaseSet.Kind.LABELS);

    assertThatThrownBy(() -> CaseFiles.evaluate(one, two))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("no case of one has the name");
    assertThatThrownBy(() -> CaseFiles.evaluate(one, folder.resolve("nowhere")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("does not exist");
  }
}
