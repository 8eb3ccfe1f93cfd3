package ventricle.engine.dicom.seg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.output.Validators;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.report.CountedContours;
import ventricle.engine.report.OutputUnavailableException;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReaderEntry;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyState;

class SegmentationTest {

  @TempDir Path folder;

  private final Study study = SyntheticStudies.study();
  private final ReviewDocument document = SyntheticStudies.document(study);

  @Test
  void dciodvfyFindsNoErrorInSingleAndMultiFrameSources() throws Exception {
    for (Study source : List.of(study, SyntheticStudies.multiFrame())) {
      for (Mark mark : Mark.values()) {
        Path file = folder.resolve("seg.dcm");
        DicomWriter.write(
            file,
            Segmentation.of(
                source, SyntheticStudies.document(source), mark, SyntheticStudies.CONTEXT));
        assertThat(Validators.dciodvfyErrors(file)).isEmpty();
      }
    }
  }

  @Test
  void bitsUnpackToTheMasksOfTheContoursThoughRowsEndInsideBytes() throws Exception {
    DataSet seg = Segmentation.of(study, document, Mark.ED, SyntheticStudies.CONTEXT);
    byte[] bits = seg.bytes(Tags.PIXEL_DATA).orElseThrow();
    int perFrame = SyntheticStudies.ROWS * SyntheticStudies.COLUMNS;
    assertThat(perFrame % 8).isZero();
    assertThat(SyntheticStudies.COLUMNS % 8).isNotZero();
    List<DataSet> frames = seg.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    byte[] values = {3, 2, 1};
    for (int f = 0; f < frames.size(); f++) {
      int[] index =
          frames
              .get(f)
              .item(Tags.FRAME_CONTENT_SEQUENCE)
              .orElseThrow()
              .integers(Tags.DIMENSION_INDEX_VALUES);
      FrameKey key = new FrameKey(index[1] - 1, SyntheticStudies.ED);
      byte[] labels = CountedContours.labels(document, key, study.stack().slice(key.slice()));
      for (int p = 0; p < perFrame; p++) {
        int bit = f * perFrame + p;
        boolean set = (bits[bit >> 3] >> (bit & 7) & 1) == 1;
        if (set != (labels[p] == values[index[0] - 1])) {
          throw new AssertionError("frame " + f + " differs at pixel " + p);
        }
      }
    }
    assertThat(frames).hasSize(17);
  }

  @Test
  void aFrameMayEndInsideAByteAndTheNextGoesOnThere() {
    BitPlanes planes = new BitPlanes();
    planes.add(new byte[] {1, 0, 1}, (byte) 1);
    planes.add(new byte[] {0, 1, 1}, (byte) 1);
    planes.add(new byte[] {1, 1, 0}, (byte) 1);
    assertThat(planes.pixelData()).containsExactly((byte) 0b11110101, 0);
    assertThat(planes.frames()).isEqualTo(3);
  }

  @Test
  void slicesWithoutPixelsAndContoursThatDoNotCountAreLeftOut() throws Exception {
    DataSet seg = Segmentation.of(study, document, Mark.ES, SyntheticStudies.CONTEXT);
    long rv =
        seg.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).stream()
            .filter(
                f ->
                    f.item(Tag.of("SegmentIdentificationSequence"))
                            .orElseThrow()
                            .integer(Tag.of("ReferencedSegmentNumber"))
                            .orElseThrow()
                        == 3)
            .count();
    assertThat(rv).as("6 slices: 1 without RV, 1 removed, 1 excluded").isEqualTo(3);
  }

  @Test
  void eachFrameNamesTheImageItWasDrawnOn() throws Exception {
    Study multi = SyntheticStudies.multiFrame();
    DataSet seg =
        Segmentation.of(multi, SyntheticStudies.document(multi), Mark.ED, SyntheticStudies.CONTEXT);
    DataSet source =
        seg.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)
            .get(1)
            .item(Tag.of("DerivationImageSequence"))
            .flatMap(d -> d.item(Tag.of("SourceImageSequence")))
            .orElseThrow();
    assertThat(source.string(Tags.REFERENCED_SOP_INSTANCE_UID)).hasValue("1.2.3.9");
    assertThat(source.integer(Tags.REFERENCED_FRAME_NUMBER))
        .hasValue(1 + SyntheticStudies.PHASES + SyntheticStudies.ED);
  }

  @Test
  void theTypeOfAlgorithmTellsWhoDrew() throws Exception {
    DataSet seg = Segmentation.of(study, document, Mark.ED, SyntheticStudies.CONTEXT);
    assertThat(seg.items(Tag.of("SegmentSequence")))
        .extracting(s -> s.string(Tag.of("SegmentAlgorithmType")).orElse(""))
        .containsExactly("SEMIAUTOMATIC", "SEMIAUTOMATIC", "AUTOMATIC");
    DataSet manual = Segmentation.of(study, byHand(), Mark.ED, SyntheticStudies.CONTEXT);
    assertThat(manual.items(Tag.of("SegmentSequence")))
        .extracting(s -> s.string(Tag.of("SegmentAlgorithmType")).orElse(""))
        .containsExactly("MANUAL");
  }

  @Test
  void anUnsetMarkAndAnEmptyPhaseAreSaidPlainly() {
    ReviewDocument blank = ReviewDocument.blank(study.studyInstanceUid(), 6, 8);
    assertThatThrownBy(() -> Segmentation.of(study, blank, Mark.ED, SyntheticStudies.CONTEXT))
        .isInstanceOf(OutputUnavailableException.class)
        .hasMessage("ED is not set.");
    assertThatThrownBy(() -> Segmentation.of(study, byHand(), Mark.ES, SyntheticStudies.CONTEXT))
        .isInstanceOf(OutputUnavailableException.class)
        .hasMessage("No contour counts in phase ES.");
  }

  private ReviewDocument byHand() {
    TreeMap<ContourKey, ReaderEntry> reader = new TreeMap<>();
    Provenance manual = new Provenance.Manual("ada");
    reader.put(
        ContourKey.of(2, SyntheticStudies.ED, Structure.LV_ENDO),
        new ReaderEntry.Drawn(new Tracing(SyntheticStudies.circle(50, 50, 9), manual)));
    return new ReviewDocument(
        study.studyInstanceUid(),
        6,
        8,
        false,
        new PhaseMark(SyntheticStudies.ED, manual),
        new PhaseMark(SyntheticStudies.ES, manual),
        null,
        new TreeMap<>(),
        reader,
        new TreeMap<>(),
        new TreeSet<>(),
        Set.of(),
        null,
        StudyState.DRAFT);
  }
}
