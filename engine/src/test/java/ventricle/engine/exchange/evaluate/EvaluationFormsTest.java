package ventricle.engine.exchange.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.exchange.Nifti;
import ventricle.engine.exchange.NiftiVolume;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Rasteriser;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;

/** Sets as others write them: other kinds of segmentations, names, grids and gaps. */
class EvaluationFormsTest {

  private static final Study STUDY = SyntheticStudies.study();
  private static final ReviewDocument DOCUMENT = SyntheticStudies.document(STUDY);

  @TempDir Path folder;

  private Path write(String set, CaseSet.Kind kind) throws Exception {
    return CaseFiles.write(folder.resolve(set), "heart", kind, STUDY, DOCUMENT);
  }

  @ParameterizedTest
  @EnumSource
  void aSegmentationOfAnyFormAgreesWithTheLabels(OtherForms form) throws Exception {
    Path labels = write("labels", CaseSet.Kind.LABELS);
    Path seg = write("seg", CaseSet.Kind.SEG);
    for (String word : List.of("ed", "es")) {
      form.rewrite(seg.resolve("heart/seg-" + word + ".dcm"));
    }

    Evaluation evaluation = CaseFiles.evaluate(seg, labels);

    assertThat(evaluation.overlaps()).hasSize(8).allMatch(o -> o.dice().min() == 1);
    assertThat(evaluation.cases().getFirst().overlap()).isEqualTo(CaseComparison.Overlap.VOXELS);
    assertThat(evaluation.agreements())
        .hasSize(Quantity.values().length)
        .allSatisfy(a -> assertThat(a.pair().agreement().bias()).isCloseTo(0, within(1e-3)));
  }

  @Test
  void aSegmentationThatCannotBeUsedIsNamedWithCaseFileAndCause() throws Exception {
    Path labels = write("labels", CaseSet.Kind.LABELS);
    Path seg = write("seg", CaseSet.Kind.SEG);
    Path file = seg.resolve("heart/seg-ed.dcm");
    DataSet whole = DicomReader.read(file).dataSet();
    DicomWriter.write(
        file,
        whole.toBuilder()
            .set(
                Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
                whole.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).stream()
                    .map(g -> g.toBuilder().remove(Tags.PLANE_POSITION_SEQUENCE).build())
                    .toList())
            .build());
    assertThatThrownBy(() -> CaseFiles.evaluate(seg, labels))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("heart: seg-ed.dcm: does not say where its frames lie");

    List<DataSet> atria =
        whole.items(Tag.of("SegmentSequence")).stream()
            .map(
                s ->
                    s.toBuilder()
                        .set(Tag.of("SegmentLabel"), "left atrium")
                        .remove(Tag.of("SegmentedPropertyTypeCodeSequence"))
                        .build())
            .toList();
    DicomWriter.write(file, whole.toBuilder().set(Tag.of("SegmentSequence"), atria).build());
    assertThatThrownBy(() -> CaseFiles.evaluate(seg, labels))
        .hasMessageContaining("heart: seg-ed.dcm: none of its 3 segments is a ventricle");
  }

  @Test
  void filesOfAllCasesMayLieBesideEachOther() throws Exception {
    Path labels = write("labels", CaseSet.Kind.LABELS);
    Path flat = Files.createDirectories(folder.resolve("flat"));
    for (String name : List.of("heart", "other")) {
      for (Mark mark : Mark.values()) {
        Files.copy(
            labels.resolve(
                "heart/labels_" + mark.name().toLowerCase(java.util.Locale.ROOT) + ".nii.gz"),
            flat.resolve(name + "_" + mark + ".nii.gz"));
      }
    }
    Files.writeString(flat.resolve("dataset.json"), "{}");

    Evaluation evaluation = CaseFiles.evaluate(flat, labels);

    assertThat(evaluation.cases()).extracting(CaseComparison::name).containsExactly("heart");
    assertThat(evaluation.predictedOnly()).containsExactly("other");
    assertThat(evaluation.leftOut()).isEmpty();
    assertThat(CaseFiles.evaluate(flat, flat).cases()).hasSize(2);
  }

  @Test
  void slicesBetweenThoseOfTheTruthAreInterpolated() throws Exception {
    CineStack truth = STUDY.stack();
    CineStack finer = stack(truth, -1.5, 5, 12);
    Path one = cone("fine", finer);
    Path two = cone("truth", truth);

    Evaluation evaluation = CaseFiles.evaluate(one, two);

    assertThat(evaluation.cases().getFirst().notes())
        .singleElement()
        .asString()
        .contains("cut out of the volume");
    assertThat(evaluation.overlaps())
        .isNotEmpty()
        .allSatisfy(
            o -> {
              assertThat(o.dice().min()).isGreaterThan(.96);
              assertThat(o.predictedOnly() + o.truthOnly()).isZero();
            });
  }

  /** A stack like another: first plane, distance and number of planes in mm along the axis. */
  private static CineStack stack(CineStack like, double from, double step, int count) {
    Slice first = like.slice(0);
    Vector3 axis = like.slice(1).position().minus(first.position()).normalised();
    List<Slice> slices = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      slices.add(
          new Slice(
              first.rows() + 4,
              first.columns(),
              new PixelSpacing(1.5625, 1.5625),
              first.position().plus(axis.times(from + k * step)),
              first.rowDirection(),
              first.columnDirection(),
              null));
    }
    return new CineStack("", null, slices, 1, new TreeMap<>(), null, null, List.of());
  }

  /** A left ventricle that tapers along the axis, painted on the planes of a stack. */
  private Path cone(String set, CineStack stack) throws Exception {
    Path at = Files.createDirectories(folder.resolve(set).resolve("cone"));
    Slice base = STUDY.stack().slice(0);
    for (String word : List.of("ed", "es")) {
      List<byte[]> labels = new ArrayList<>();
      for (Slice slice : stack.slices()) {
        double radius = (word.equals("ed") ? 16 : 12) - .12 * base.distanceTo(slice);
        byte[] image = new byte[slice.rows() * slice.columns()];
        Rasteriser.paint(
            image,
            ImageSize.of(slice),
            SyntheticStudies.circle(50, 45, radius + 6),
            Rasteriser.LV_MYOCARDIUM);
        Rasteriser.paint(
            image,
            ImageSize.of(slice),
            SyntheticStudies.circle(50, 45, radius),
            Rasteriser.LV_CAVITY);
        labels.add(image);
      }
      Nifti.write(
          at.resolve("labels_" + word + ".nii.gz"),
          NiftiVolume.labels(stack, labels),
          Nifti.Storage.UINT8);
    }
    return folder.resolve(set);
  }

  @Test
  void aVentricleThatWasMissedAtEndSystoleIsZeroMillilitresAndSaid() throws Exception {
    Path truth = write("truth", CaseSet.Kind.LABELS);
    Path missed = write("missed", CaseSet.Kind.LABELS);
    Path file = missed.resolve("heart/labels_es.nii.gz");
    NiftiVolume volume = Nifti.read(file);
    List<byte[]> rightOnly = new ArrayList<>();
    for (int k = 0; k < volume.slices(); k++) {
      byte[] labels = volume.labels(k);
      for (int i = 0; i < labels.length; i++) {
        labels[i] = labels[i] == Rasteriser.RV_CAVITY ? labels[i] : 0;
      }
      rightOnly.add(labels);
    }
    Nifti.write(file, NiftiVolume.labels(STUDY.stack(), rightOnly), Nifti.Storage.UINT8);

    CaseComparison compared = CaseFiles.evaluate(missed, truth).cases().getFirst();

    assertThat(compared.predicted()).containsEntry(Quantity.LV_ESV, 0.0);
    assertThat(compared.predicted().get(Quantity.LV_EF)).isEqualTo(100);
    assertThat(compared.notes()).contains("the prediction has no LV cavity at ES");
    assertThat(compared.summaries())
        .filteredOn(s -> s.mark() == Mark.ES && s.region() == Region.LV_CAVITY)
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.dice()).isZero();
              assertThat(s.hausdorff()).isNull();
            });
  }

  @Test
  void whatAReaderExcludedIsSaid() throws Exception {
    Path contours = write("contours", CaseSet.Kind.CONTOURS);

    CaseComparison compared = CaseFiles.evaluate(contours, contours).cases().getFirst();

    assertThat(compared.notes())
        .contains("in the truth, RV_ENDO of slice 5 is excluded at ES and counts as not there");
  }
}
