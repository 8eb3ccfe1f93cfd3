package ventricle.engine.exchange.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.ContoursFile;
import ventricle.engine.exchange.ContoursJson;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.geometry.TestShapes;
import ventricle.engine.imagej.NamedRoi;
import ventricle.engine.imagej.RoiSet;
import ventricle.engine.measure.agreement.BorderDistance;
import ventricle.engine.review.Edits;
import ventricle.engine.review.History;
import ventricle.engine.review.ReviewDocument;

/** Files of other programs, and what a study takes of them. */
class IncomingFileTest {

  /** What the issue allows a round trip to lose, px. */
  private static final double ALLOWED = .1;

  private static final Study STUDY = SyntheticStudies.study();
  private static final CineStack STACK = STUDY.stack();
  private static final ReviewDocument DOCUMENT = SyntheticStudies.document(STUDY);
  private static final ReviewDocument BLANK =
      ReviewDocument.blank(STUDY.studyInstanceUid(), STACK.sliceCount(), STACK.phases());

  @TempDir Path folder;

  @Provide
  Arbitrary<Contour> blobs() {
    return TestShapes.blobs();
  }

  private static SortedMap<ContourKey, Contour> contours() {
    TreeMap<ContourKey, Contour> contours = new TreeMap<>();
    DOCUMENT.modelLayer().keySet().stream()
        .filter(k -> k.frame().phase() == SyntheticStudies.ED || k.frame().phase() == 5)
        .forEach(k -> DOCUMENT.shown(k).ifPresent(t -> contours.put(k, t.contour())));
    return contours;
  }

  private static SortedMap<ContourKey, Contour> one(Contour contour) {
    return new TreeMap<>(java.util.Map.of(ContourKey.of(2, 3, Structure.LV_ENDO), contour));
  }

  private static double lost(
      SortedMap<ContourKey, Contour> before, SortedMap<ContourKey, Contour> after) {
    assertThat(after.keySet()).isEqualTo(before.keySet());
    return before.entrySet().stream()
        .mapToDouble(
            e ->
                BorderDistance.between(List.of(e.getValue()), List.of(after.get(e.getKey())), null)
                    .orElseThrow()
                    .hausdorff())
        .max()
        .orElseThrow();
  }

  private static Incoming read(Path file) throws UnusableInputException {
    return IncomingFile.read(file, STACK, BLANK, 0);
  }

  private static Path temporary(String ending) throws Exception {
    Path file = Files.createTempFile("incoming", ending);
    file.toFile().deleteOnExit();
    return file;
  }

  @Property(tries = 30)
  void aWorkspaceOfCvi42LosesLessThanATenthOfAPixel(@ForAll("blobs") Contour blob)
      throws Exception {
    Path file = Writers.cvi42(temporary(".cvi42wsx"), STACK, one(blob), 8);

    assertThat(lost(one(blob), read(file).contours())).isLessThan(ALLOWED);
    Files.delete(file);
  }

  @Property(tries = 30)
  void aContourFileOfMedisLosesLessThanATenthOfAPixel(@ForAll("blobs") Contour blob)
      throws Exception {
    Path file = Writers.medis(temporary(".con"), STACK, one(blob), false);

    assertThat(lost(one(blob), read(file).contours())).isLessThan(ALLOWED / 5);
    Files.delete(file);
  }

  @Property(tries = 30)
  void aRoiSetLosesLessThanATenthOfAPixel(@ForAll("blobs") Contour blob) throws Exception {
    Path file = temporary(".zip");
    RoiSet.write(
        file,
        List.of(
            new NamedRoi(RoiNames.of(ContourKey.of(2, 3, Structure.LV_ENDO)), 2, 3, null, blob)));

    assertThat(lost(one(blob), read(file).contours())).isLessThan(1e-4);
    Files.delete(file);
  }

  @Property(tries = 20)
  void labelsThatBecomeContoursPaintTheSameLabels(
      @ForAll("blobs") Contour endo, @ForAll("blobs") Contour rv) throws Exception {
    ImageSize image = ImageSize.of(STACK.slice(0));
    Contour epi = Polygons.scale(endo, 1.35, Polygons.centroid(endo));
    byte[] painted = Rasteriser.labels(image, null, epi, endo);
    byte[] right =
        Rasteriser.labels(image, Polygons.scale(rv, .3, Polygons.centroid(rv)), null, null);
    List<byte[]> slices = new java.util.ArrayList<>();
    for (int k = 0; k < STACK.sliceCount(); k++) {
      slices.add(k == 1 ? painted : k == 3 ? right : new byte[painted.length]);
    }
    Path file = temporary(".nii.gz");
    Nifti.write(file, NiftiVolume.labels(STACK, slices), Nifti.Storage.UINT8);

    Incoming read = IncomingFile.read(file, STACK, BLANK, 4);
    Files.delete(file);

    assertThat(read.order()).isEqualTo(Incoming.Order.KNOWN);
    assertThat(
            Rasteriser.labels(
                image,
                null,
                read.contours().get(ContourKey.of(1, 4, Structure.LV_EPI)),
                read.contours().get(ContourKey.of(1, 4, Structure.LV_ENDO))))
        .isEqualTo(painted);
    assertThat(
            Rasteriser.labels(
                image, read.contours().get(ContourKey.of(3, 4, Structure.RV_ENDO)), null, null))
        .isEqualTo(right);
    assertThat(read.contours()).hasSize(3);
  }

  @Test
  void everyFormatBringsAWholeStudyBack() throws Exception {
    SortedMap<ContourKey, Contour> contours = contours();
    Path json = folder.resolve("contours.json");
    ContoursJson.write(json, ContoursFile.of(STUDY, DOCUMENT));

    assertThat(
            lost(
                contours,
                read(Writers.cvi42(folder.resolve("a.cvi42wsx"), STACK, contours, 16)).contours()))
        .isLessThan(ALLOWED);
    assertThat(
            lost(
                contours,
                read(Writers.medis(folder.resolve("a.con"), STACK, contours, false)).contours()))
        .isLessThan(ALLOWED);
    Incoming own = read(json);
    assertThat(own.order()).isEqualTo(Incoming.Order.KNOWN);
    assertThat(own.contours()).containsAllEntriesOf(contours);
  }

  @Test
  void aFileThatCountsFromTheApexIsTurnedWhenTheReaderSaysSo() throws Exception {
    Path file = Writers.medis(folder.resolve("r.con"), STACK, contours(), true);

    Incoming read = read(file);

    assertThat(read.order()).isEqualTo(Incoming.Order.TO_CONFIRM);
    assertThat(lost(contours(), read.reversed(STACK.sliceCount()).contours())).isLessThan(ALLOWED);
  }

  @Test
  void labelsFromTheOtherEndAreFoundByTheirPlace() throws Exception {
    ImageSize image = ImageSize.of(STACK.slice(0));
    List<byte[]> turned = new java.util.ArrayList<>();
    for (int k = 0; k < STACK.sliceCount(); k++) {
      Contour c = k == 1 ? TestShapes.circle(40, 50, 9) : null;
      turned.addFirst(Rasteriser.labels(image, null, null, c));
    }
    Path file = folder.resolve("labels_ed.nii.gz");
    Nifti.write(file, NiftiVolume.labels(STACK.flipped(), turned), Nifti.Storage.UINT8);

    Incoming read = IncomingFile.read(file, STACK, DOCUMENT, 7);

    assertThat(read.contours().keySet())
        .containsExactly(ContourKey.of(1, SyntheticStudies.ED, Structure.LV_ENDO));
  }

  @Test
  void aVolumeForEveryPhaseBringsItsOwnPhases() throws Exception {
    ImageSize image = ImageSize.of(STACK.slice(0));
    List<NiftiVolume> volumes = new java.util.ArrayList<>();
    for (int t = 0; t < STACK.phases(); t++) {
      List<byte[]> slices = new java.util.ArrayList<>();
      for (int k = 0; k < STACK.sliceCount(); k++) {
        slices.add(
            Rasteriser.labels(image, null, null, k == 2 ? TestShapes.circle(40, 50, 5 + t) : null));
      }
      volumes.add(NiftiVolume.labels(STACK, slices));
    }
    Path file = folder.resolve("all.nii.gz");
    Nifti.write(file, volumes, Nifti.Storage.UINT8, 110);

    Incoming read = read(file);

    assertThat(read.contours()).hasSize(STACK.phases());
    assertThat(Polygons.area(read.contours().get(ContourKey.of(2, 7, Structure.LV_ENDO))))
        .isGreaterThan(Polygons.area(read.contours().get(ContourKey.of(2, 0, Structure.LV_ENDO))));
  }

  @Test
  void whatAReaderReviewedStaysAndTheRestIsOneStep() throws Exception {
    Path file = Writers.cvi42(folder.resolve("a.cvi42wsx"), STACK, contours(), 16);
    Incoming incoming = IncomingFile.read(file, STACK, DOCUMENT, 0);

    IncomingPlan plan = IncomingPlan.of(incoming, DOCUMENT);
    History before = History.of(DOCUMENT);
    History after = ((History.Result.Applied) before.apply(plan.edit())).history();

    assertThat(plan.kept()).contains(ContourKey.of(1, SyntheticStudies.ED, Structure.LV_ENDO));
    assertThat(plan.taken()).isNotEmpty();
    plan.taken()
        .forEach(
            (key, tracing) -> {
              assertThat(after.document().shown(key)).contains(tracing);
              assertThat(tracing.provenance()).isEqualTo(new Provenance.Imported("cvi42"));
              assertThat(after.document().stateOf(key).reviewed()).isFalse();
            });
    plan.kept()
        .forEach(key -> assertThat(after.document().shown(key)).isEqualTo(DOCUMENT.shown(key)));
    assertThat(Edits.apply(DOCUMENT, plan.edit()).orThrow().readerLayer().keySet())
        .containsAll(plan.taken().keySet());
  }

  @Test
  void edAndEsAreTheLargestAndTheSmallestContouredPhase() {
    assertThat(ContouredPhases.of(STACK, contours()))
        .contains(new ContouredPhases(SyntheticStudies.ED, SyntheticStudies.ES));
    assertThat(ContouredPhases.of(STACK, one(TestShapes.circle(40, 40, 9)))).isEmpty();
  }

  @Test
  void nobodysNameLeavesTheFile() throws Exception {
    TreeMap<ContourKey, Contour> far = new TreeMap<>(contours());
    far.replaceAll((k, c) -> Polygons.translate(c, 400, 0));
    for (Path file :
        List.of(
            Writers.cvi42(folder.resolve("a.cvi42wsx"), STACK, far, 4),
            Writers.medis(folder.resolve("a.con"), STACK, far, false),
            Files.writeString(folder.resolve("b.con"), "[XYCONTOUR]\n" + Writers.NAME + "\n"),
            Files.writeString(folder.resolve("b.cvi42wsx"), "<a>" + Writers.NAME + "<b></a>"))) {
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(UnusableInputException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Zzyzx"))
          .satisfies(e -> assertThat(e.getMessage()).startsWith(file.getFileName().toString()));
    }
  }

  @Test
  void anXmlFileCannotReachOtherFiles() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "12");
    Path file =
        Files.writeString(
            folder.resolve("xxe.cvi42wsx"),
            """
            <?xml version="1.0"?>
            <!DOCTYPE w [<!ENTITY secret SYSTEM "%s">
              <!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <w><item Hash:key="ImageStates"><item Hash:key="1.2.3.1.1">
            <item Hash:key="Contours"><item Hash:key="saendocardialContour"><item Hash:key="Points">
            <p><x>&secret;</x><y>1</y></p><p><x>&secret;</x><y>&b;</y></p></item></item></item>
            </item></item></w>
            """
                .formatted(secret.toUri()));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("xxe.cvi42wsx: ");
  }

  @Test
  void whatCannotBeTakenIsSaidWithItsCause() throws Exception {
    SortedMap<ContourKey, Contour> contours = contours();
    Path file = Writers.cvi42(folder.resolve("a.cvi42wsx"), STACK, contours, 4);
    String text =
        Files.readString(file)
            .replaceFirst("saepicardialContour", "larvendocardialContour")
            .replaceFirst("1\\.2\\.3\\.2\\.3", "1.2.9.9.9");
    Files.writeString(file, text);

    Incoming read = read(file);

    assertThat(read.left())
        .extracting(Incoming.Left::cause)
        .anyMatch(c -> c.contains("no contour of the short axis"))
        .anyMatch(c -> c.contains("not in this stack"));
    assertThat(read.contours().size()).isLessThan(contours.size());
  }

  @Test
  void contoursOfMedisOnImagesOfAnotherSizeAreRefused() throws Exception {
    Path file = Writers.medis(folder.resolve("a.con"), STACK, contours(), false);
    String text = Files.readString(file);
    Slice image = STACK.slice(0);
    // which number are the rows is not said
    Files.writeString(
        file, "Image_resolution=%dx%d\n".formatted(image.columns(), image.rows()) + text);
    assertThat(read(file).contours()).isNotEmpty();

    Files.writeString(file, "Image_resolution=256x208\n" + text);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("a.con: is of images of 256 × 208 pixels");
  }

  @Test
  void damagedFilesEndInOneLine() throws Exception {
    Path cvi = Writers.cvi42(folder.resolve("a.cvi42wsx"), STACK, contours(), 4);
    Path medis = Writers.medis(folder.resolve("a.con"), STACK, contours(), false);
    Random random = new Random(3);
    for (Path whole : List.of(cvi, medis)) {
      byte[] bytes = Files.readAllBytes(whole);
      for (int n = 0; n < 60; n++) {
        byte[] hurt = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        hurt[random.nextInt(hurt.length)] = (byte) random.nextInt();
        Path file = folder.resolve("hurt-" + whole.getFileName());
        Files.write(file, hurt);
        try {
          assertThat(read(file).contours()).isNotEmpty();
        } catch (UnusableInputException e) {
          assertThat(e.getMessage()).startsWith("hurt-").doesNotContain("\n");
        }
      }
    }
    assertThatThrownBy(() -> read(folder.resolve("nowhere.con")))
        .hasMessage("nowhere.con: does not exist");
    assertThatThrownBy(() -> read(Files.writeString(folder.resolve("x.txt"), "hello")))
        .hasMessageContaining("is none of");
  }
}
