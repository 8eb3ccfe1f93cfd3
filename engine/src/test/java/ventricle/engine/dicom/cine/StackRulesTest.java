package ventricle.engine.dicom.cine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static ventricle.engine.dicom.cine.SyntheticCine.changed;
import static ventricle.engine.dicom.cine.SyntheticCine.image;
import static ventricle.engine.dicom.cine.SyntheticCine.mark;
import static ventricle.engine.dicom.cine.SyntheticCine.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.cine.SyntheticCine.Image;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

class StackRulesTest {

  @TempDir Path folder;

  @Test
  void slicesRunFromBaseToApexAndPhasesWithTime() throws Exception {
    CineStack stack = read(stack(7, 12)).stack();
    assertThat(stack.sliceCount()).isEqualTo(7);
    assertThat(stack.phases()).isEqualTo(12);
    assertInOrder(stack);
    assertThat(stack.rrMs()).isEqualTo(900);
    assertThat(stack.phaseTimesMs()).hasSize(12).startsWith(0., 75.);
    assertThat(stack.slabThicknessesMm()).allSatisfy(t -> assertThat(t).isCloseTo(8, within(.01)));
    assertThat(stack.slice(0).spacing().row()).isEqualTo(1.5);
    assertThat(stack.notes()).isEmpty();
  }

  @Test
  void aSeriesPerSliceMakesOneStack() throws Exception {
    List<Image> images =
        stack(7, 12).stream()
            .map(i -> i.with(b -> b.set(Tags.SERIES_INSTANCE_UID, "2.25.2" + i.slice())))
            .toList();
    assertInOrder(read(images).stack());
  }

  @Test
  void aSeriesPerPhaseMakesOneStack() throws Exception {
    List<Image> images =
        stack(7, 12).stream()
            .map(i -> i.with(b -> b.set(Tags.SERIES_INSTANCE_UID, "2.25.2" + i.phase())))
            .toList();
    assertInOrder(read(images).stack());
  }

  @Test
  void triggerTimesThatHoldTheStartOfTheScanArePassedOver() throws Exception {
    List<Image> images =
        stack(6, 12).stream()
            .map(
                i ->
                    i.with(
                        b ->
                            b.set(Tags.TRIGGER_TIME, 60_000. - 3000 * i.phase() - 9000 * i.slice())
                                .set(Tags.TEMPORAL_POSITION_IDENTIFIER, i.phase() + 1)))
            .toList();
    CineStack stack = read(images).stack();
    assertInOrder(stack);
    assertThat(stack.phaseTimesMs()).isNull();
  }

  @Test
  void equalTriggerTimesArePassedOverForInstanceNumbers() throws Exception {
    assertInOrder(read(changed(stack(6, 12), b -> b.set(Tags.TRIGGER_TIME, 0.))).stack());
  }

  @Test
  void acquisitionTimesOrderWhatHasNoOtherTime() throws Exception {
    List<Image> images =
        stack(6, 12).stream()
            .map(
                i ->
                    i.with(
                        b ->
                            b.remove(Tags.TRIGGER_TIME)
                                .set(Tags.INSTANCE_NUMBER, 500 - i.phase())
                                .set(
                                    Tags.ACQUISITION_TIME,
                                    "1000%02d.%03d".formatted(i.slice() + 10, i.phase() * 70))))
            .toList();
    assertInOrder(read(images).stack());
  }

  @Test
  void theHeartRateStandsForAMissingInterval() throws Exception {
    Study study =
        read(changed(stack(6, 12), b -> b.remove(Tags.NOMINAL_INTERVAL).set(Tags.HEART_RATE, 75)));
    assertThat(study.stack().rrMs()).isEqualTo(800);
    assertThat(study.heartRateBpm()).isEqualTo(75);
  }

  @Test
  void theCycleIsPhaseCountTimesTemporalResolutionNotTheSpanOfTriggerTimes() throws Exception {
    Study study = read(changed(stack(6, 12), b -> b.remove(Tags.NOMINAL_INTERVAL)));
    assertThat(study.stack().rrMs()).isCloseTo(900, within(1e-6));
  }

  @Test
  void aMissingImageIsMarkedAtItsPlace() throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 12));
    images.removeIf(i -> i.slice() == 2 && i.phase() == 0);
    images.removeIf(i -> i.slice() == 4 && i.phase() == 7);
    CineStack stack = read(images).stack();
    assertThat(stack.phases()).isEqualTo(12);
    assertThat(stack.frame(new FrameKey(2, 0))).isEmpty();
    assertThat(stack.frame(new FrameKey(4, 7))).isEmpty();
    assertThat(mark(stack, 4, 8)).isEqualTo(408);
    assertThat(stack.notes())
        .anySatisfy(n -> assertThat(n.message()).isEqualTo("70 of 72 frames loaded."));
  }

  @Test
  void aMissingImageIsMarkedWhereOnlyInstanceNumbersOrder() throws Exception {
    List<Image> images = new ArrayList<>(changed(stack(6, 12), b -> b.remove(Tags.TRIGGER_TIME)));
    images.removeIf(i -> i.slice() == 2 && i.phase() == 0);
    CineStack stack = read(images).stack();
    assertThat(stack.frame(new FrameKey(2, 0))).isEmpty();
    assertThat(mark(stack, 2, 1)).isEqualTo(201);
  }

  @Test
  void slicesOfOtherPhaseCountsArePairedByFractionOfTheCycle() throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 20));
    images.removeIf(i -> i.slice() == 3);
    for (int p = 0; p < 10; p++) {
      images.add(image(3, p, 10));
    }
    CineStack stack = read(images).stack();
    assertThat(stack.phases()).isEqualTo(20);
    assertThat(stack.frames()).hasSize(120);
    assertThat(mark(stack, 3, 10)).isEqualTo(305);
    assertThat(mark(stack, 3, 19)).as("the cycle wraps").isEqualTo(300);
    assertThat(stack.notes()).anySatisfy(n -> assertThat(n.code()).isEqualTo("phases-paired"));
  }

  @Test
  void cyclesThatDifferByMoreThanATenthAreNoted() throws Exception {
    List<Image> images =
        stack(6, 12).stream()
            .map(i -> i.slice() == 1 ? i.with(b -> b.set(Tags.NOMINAL_INTERVAL, 1050)) : i)
            .toList();
    assertThat(read(images).stack().notes())
        .anySatisfy(n -> assertThat(n.code()).isEqualTo("rr-differs"));
  }

  @Test
  void theLastOfRepeatedImagesIsKept() throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 12));
    images.add(
        image(2, 5, 12)
            .with(
                b -> {
                  short[] pixels = new short[16];
                  pixels[0] = 999;
                  return b.set(Tags.INSTANCE_NUMBER, 900).setPixels(pixels);
                }));
    CineStack stack = read(images).stack();
    assertThat(stack.phases()).isEqualTo(12);
    assertThat(mark(stack, 2, 5)).isEqualTo(999);
    assertThat(stack.notes()).anySatisfy(n -> assertThat(n.code()).isEqualTo("repeated-images"));
  }

  @Test
  void aSliceScannedAgainReplacesTheEarlierWhichCanBePicked() throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 12));
    stack(6, 12).stream()
        .filter(i -> i.slice() == 4)
        .map(
            i ->
                i.with(
                    b -> {
                      short[] pixels = new short[16];
                      pixels[0] = (short) (900 + i.phase());
                      return b.set(Tags.SERIES_INSTANCE_UID, "2.25.201")
                          .set(Tags.SERIES_NUMBER, 9)
                          .set(Tags.TRIGGER_TIME, i.phase() * 73.)
                          .setPixels(pixels);
                    }))
        .forEach(images::add);
    Study study = read(images);
    assertThat(study.stack().sliceCount()).isEqualTo(6);
    assertThat(mark(study.stack(), 4, 3)).isEqualTo(903);
    assertThat(study.otherStacks()).hasSize(1);
    assertThat(mark(study.otherStacks().getFirst(), 0, 3)).isEqualTo(403);
    assertThat(study.stack().notes())
        .anySatisfy(n -> assertThat(n.code()).isEqualTo("repeated-slices"));
  }

  @Test
  void geometryIsPerSlice() throws Exception {
    List<Image> images =
        stack(6, 10).stream()
            .map(
                i ->
                    i.slice() != 5
                        ? i
                        : i.with(
                            b ->
                                b.set(Tags.ROWS, 2)
                                    .set(Tags.COLUMNS, 8)
                                    .set(Tags.PIXEL_SPACING, 2., 2.)))
            .toList();
    CineStack stack = read(images).stack();
    assertThat(stack.slice(5).columns()).isEqualTo(8);
    assertThat(stack.slice(5).spacing().row()).isEqualTo(2);
    assertThat(stack.slice(4).columns()).isEqualTo(4);
  }

  @Test
  void aLongAxisCineIsAnotherStack() throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 12));
    images.addAll(
        changed(
            stack(1, 12),
            b ->
                b.set(Tags.SERIES_INSTANCE_UID, "2.25.4")
                    .set(Tags.SERIES_DESCRIPTION, "4ch")
                    .set(Tags.IMAGE_ORIENTATION_PATIENT, 1., 0., 0., 0., 1., 0.)));
    Study study = read(images);
    assertThat(study.stack().sliceCount()).isEqualTo(6);
    assertThat(study.otherStacks())
        .singleElement()
        .extracting(CineStack::description)
        .isEqualTo("4ch");
  }

  @Test
  void enoughSlicesAndPhasesGoBeforeMoreSlices() throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 12));
    images.addAll(
        changed(
            stack(9, 3),
            b ->
                b.set(Tags.SERIES_INSTANCE_UID, "2.25.4")
                    .set(Tags.FRAME_OF_REFERENCE_UID, "2.25.5")));
    assertThat(read(images).stack().phases()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    "derived, a derived image",
    "localiser, a localiser",
    "phase, a phase or velocity image",
    "velocity, a phase or velocity image",
    "late, an inversion-recovery image (late enhancement or mapping)",
    "map, a parametric map",
    "ct, not an MR image (CT)",
    "colour, not a grey-scale image (RGB)",
    "nowhere, no position or orientation in the patient",
    "still, no cardiac phases at its position"
  })
  void whatIsNoCineIsLeftOutWithItsCause(String kind, String cause) throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 10));
    Image other =
        image(0, 0, 10)
            .with(
                b ->
                    switch (kind) {
                      case "derived" -> b.set(Tags.IMAGE_TYPE, "DERIVED", "SECONDARY", "MPR");
                      case "localiser" ->
                          b.set(Tags.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "LOCALIZER");
                      case "phase" -> b.set(Tags.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "P");
                      case "velocity" -> b.set(Tags.COMPLEX_IMAGE_COMPONENT, "PHASE");
                      case "late" -> b.set(Tags.INVERSION_TIME, 280.);
                      case "map" -> b.set(Tags.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "T1 MAP");
                      case "ct" ->
                          b.set(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                              .set(Tags.MODALITY, "CT");
                      case "colour" -> b.set(Tags.PHOTOMETRIC_INTERPRETATION, "RGB");
                      case "nowhere" -> b.remove(Tags.IMAGE_POSITION_PATIENT);
                      case "still" -> b.set(Tags.IMAGE_POSITION_PATIENT, 300., -300., -200.);
                      default -> throw new IllegalArgumentException(kind);
                    })
            .with(b -> b.set(Tags.SERIES_INSTANCE_UID, "2.25.999"));
    images.add(other);
    Study study = read(images);
    assertThat(study.stack().frames()).hasSize(60);
    assertThat(study.leftOut()).singleElement().extracting(Study.LeftOut::cause).isEqualTo(cause);
  }

  @Test
  void imagesWithoutPhasesAreRefused() throws Exception {
    SyntheticCine.write(folder, stack(8, 1));
    assertThatThrownBy(() -> readFolder(folder))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(
            folder.getFileName() + ": no cardiac phases: none of the 8 MR images");
  }

  @Test
  void aSingleSliceOfTwoPhasesIsStillProposed() throws Exception {
    CineStack stack = read(stack(1, 2)).stack();
    assertThat(stack.sliceCount()).isEqualTo(1);
    assertThat(stack.slabThicknessesMm()).isNull();
  }

  @Test
  void ofSeveralStudiesTheLargestIsTaken() throws Exception {
    List<Image> images = new ArrayList<>(stack(6, 12));
    images.addAll(changed(stack(3, 12), b -> b.set(Tags.STUDY_INSTANCE_UID, "2.25.101")));
    Study study = read(images);
    assertThat(study.studyInstanceUid()).isEqualTo(SyntheticCine.STUDY);
    assertThat(study.leftOut())
        .singleElement()
        .satisfies(l -> assertThat(l.cause()).isEqualTo("belongs to another study"))
        .satisfies(l -> assertThat(l.file()).endsWith("and 35 more of its series"));
  }

  @Test
  void framesOfEnhancedImagesAreOrderedByTheirGroupsNotTheirNumber() throws Exception {
    List<ventricle.engine.dicom.DataSet> groups = new ArrayList<>();
    short[] pixels = new short[16 * 12];
    for (int f = 0; f < 12; f++) {
      int phase = f * 5 % 12;
      pixels[16 * f] = (short) phase;
      groups.add(
          ventricle.engine.dicom.DataSet.of(
              b ->
                  b.set(
                      Tags.FRAME_CONTENT_SEQUENCE,
                      ventricle.engine.dicom.DataSet.of(
                          c -> c.set(Tags.DIMENSION_INDEX_VALUES, 1, phase + 1)))));
    }
    Image enhanced =
        image(0, 0, 12)
            .with(
                b ->
                    b.set(Tags.SOP_CLASS_UID, Uids.ENHANCED_MR_IMAGE_STORAGE)
                        .remove(Tags.TRIGGER_TIME)
                        .set(Tags.NUMBER_OF_FRAMES, 12)
                        .set(
                            Tags.DIMENSION_INDEX_SEQUENCE,
                            Stream.of(Tags.STACK_ID, Tag.of("TemporalPositionIndex"))
                                .map(
                                    t ->
                                        ventricle.engine.dicom.DataSet.of(
                                            c -> c.set(Tags.DIMENSION_INDEX_POINTER, t)))
                                .toList())
                        .set(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, groups)
                        .setPixels(pixels));
    CineStack stack = read(List.of(enhanced)).stack();
    for (int p = 0; p < 12; p++) {
      assertThat(mark(stack, 0, p)).isEqualTo(p);
      assertThat(stack.frame(new FrameKey(0, p)).orElseThrow().source().frameNumber())
          .isEqualTo(p * 5 % 12 + 1);
    }
  }

  private static void assertInOrder(CineStack stack) {
    assertThat(stack.frames()).hasSize(stack.expectedFrames());
    stack
        .frames()
        .forEach(
            (key, frame) ->
                assertThat(frame.pixels().stored(0)).isEqualTo(100 * key.slice() + key.phase()));
  }

  private Study read(List<Image> images) throws Exception {
    return readFolder(SyntheticCine.write(folder, images));
  }

  private static Study readFolder(Path folder) throws UnusableInputException {
    return StudyReader.read(List.of(folder), Progress.NONE, new CancelToken());
  }
}
