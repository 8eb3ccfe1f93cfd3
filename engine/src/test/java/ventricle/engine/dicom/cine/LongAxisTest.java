package ventricle.engine.dicom.cine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.LongAxis;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.geometry.PlaneLine;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Long-axis cines beside a short-axis stack of 7 slices and 20 phases. */
class LongAxisTest {

  private static final int SLICES = 7;
  private static final int PHASES = 20;

  @TempDir Path folder;

  /** A plane that holds the axis of the stack, which runs towards left, anterior and inferior. */
  private static List<SyntheticCine.Image> longAxis(int phases, String frameOfReference) {
    String series = Uids.generate();
    List<SyntheticCine.Image> images = new ArrayList<>();
    for (int p = 0; p < phases; p++) {
      images.add(
          SyntheticCine.image(0, p, phases)
              .with(
                  header ->
                      header
                          .set(Tags.SERIES_INSTANCE_UID, series)
                          .set(Tags.FRAME_OF_REFERENCE_UID, frameOfReference)
                          .set(Tags.SERIES_DESCRIPTION, "2ch")
                          .set(Tags.IMAGE_POSITION_PATIENT, 0, 0, 50)
                          .set(Tags.PIXEL_SPACING, 15, 15)
                          .set(
                              Tags.IMAGE_ORIENTATION_PATIENT,
                              1 / Math.sqrt(2),
                              1 / Math.sqrt(2),
                              0,
                              1 / Math.sqrt(3),
                              -1 / Math.sqrt(3),
                              -1 / Math.sqrt(3))));
    }
    return images;
  }

  private Study read(List<SyntheticCine.Image> more) throws IOException, UnusableInputException {
    List<SyntheticCine.Image> all = new ArrayList<>(SyntheticCine.stack(SLICES, PHASES));
    all.addAll(more);
    return StudyReader.read(
        List.of(SyntheticCine.write(folder, all)), Progress.NONE, new CancelToken());
  }

  @Test
  void aLongAxisCineStandsBesideTheStackAndEverySliceIsALineOnIt() throws Exception {
    Study study = read(longAxis(30, "2.25.300"));

    assertThat(study.stack().sliceCount()).isEqualTo(SLICES);
    List<LongAxis> found = LongAxis.of(study);
    assertThat(found).hasSize(1);
    LongAxis view = found.getFirst();
    assertThat(view.stack().description()).isEqualTo("2ch");
    assertThat(view.stack().phases()).isEqualTo(30);
    double last = Double.NEGATIVE_INFINITY;
    for (int slice = 0; slice < SLICES; slice++) {
      PlaneLine line = PlaneLine.of(view.plane(), study.stack().slice(slice)).orElseThrow();
      assertThat(line.from().y()).isGreaterThan(last);
      last = line.from().y();
    }
  }

  @Test
  void itPlaysInStepWithACineOfAnotherNumberOfPhases() throws Exception {
    LongAxis view = LongAxis.of(read(longAxis(30, "2.25.300"))).getFirst();

    assertThat(view.inStep(0, PHASES)).isEqualTo(new FrameKey(0, 0));
    assertThat(view.inStep(10, PHASES)).isEqualTo(new FrameKey(0, 15));
    assertThat(view.inStep(19, PHASES)).isEqualTo(new FrameKey(0, 29));
  }

  @Test
  void aCineOfAnotherFrameOfReferenceIsNotShownForItsPlaceIsUnknown() throws Exception {
    assertThat(LongAxis.of(read(longAxis(30, "2.25.301")))).isEmpty();
  }

  @Test
  void aStudyWithoutOneHasNone() throws Exception {
    assertThat(LongAxis.of(read(List.of()))).isEmpty();
  }
}
