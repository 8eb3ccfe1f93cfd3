package ventricle.engine.dicom.cine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ventricle.engine.dicom.cine.SyntheticCine.changed;
import static ventricle.engine.dicom.cine.SyntheticCine.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

class StudyReaderTest {

  @TempDir Path folder;

  @Test
  void anEmptyFolderIsRefused() {
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(folder.getFileName() + ": no files in it");
  }

  @Test
  void aTextFileIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague, enclosed");
    assertThatThrownBy(() -> read(text)).hasMessage("letter.txt: not a DICOM file");
    assertThatThrownBy(() -> read(folder)).hasMessage("letter.txt: not a DICOM file");
  }

  @Test
  void aMissingPathIsRefused() {
    assertThatThrownBy(() -> read(folder.resolve("gone")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("gone: does not exist");
  }

  @Test
  void aFolderWithoutImagesNamesTheFirstCause() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "Dear colleague, enclosed");
    Files.writeString(folder.resolve("b.txt"), "Dear colleague, enclosed");
    assertThatThrownBy(() -> read(folder))
        .hasMessage(
            folder.getFileName() + ": none of its 2 files can be used; a.txt: not a DICOM file");
  }

  @Test
  void theGoodRestOpensAndWhatIsLeftOutIsListed() throws Exception {
    SyntheticCine.write(folder, stack(6, 10));
    List<Path> files;
    try (var list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    byte[] whole = Files.readAllBytes(files.getFirst());
    Files.write(files.getFirst(), Arrays.copyOf(whole, whole.length - 7));
    Files.writeString(folder.resolve("notes.txt"), "Dear colleague, enclosed");
    Files.copy(files.getLast(), folder.resolve("Icopy"));
    Study study = read(folder);
    assertThat(study.stack().frames()).hasSize(59);
    assertThat(study.leftOut())
        .extracting(Study.LeftOut::cause)
        .satisfiesExactlyInAnyOrder(
            c -> assertThat(c).startsWith("truncated: (7FE0,0010) claims 32 bytes"),
            c -> assertThat(c).isEqualTo("not a DICOM file"),
            c -> assertThat(c).startsWith("a copy of "));
  }

  @Test
  void damagedPixelsBecomeAMissingFrame() throws Exception {
    List<SyntheticCine.Image> images = new ArrayList<>(stack(6, 10));
    images.set(7, images.get(7).with(b -> b.setPixels(new short[3])));
    SyntheticCine.write(folder, images);
    Study study = read(folder);
    assertThat(study.stack().frame(new FrameKey(0, 7))).isEmpty();
    assertThat(study.stack().notes())
        .extracting(CineStack.Note::message)
        .containsExactly("59 of 60 frames loaded.");
    assertThat(study.leftOut())
        .singleElement()
        .extracting(Study.LeftOut::cause)
        .isEqualTo("truncated: 6 bytes of pixel data, 32 needed");
  }

  @Test
  void implausibleHeightAndWeightAreNotUsed() throws Exception {
    SyntheticCine.write(
        folder,
        changed(stack(6, 10), b -> b.set(Tags.PATIENT_SIZE, 175.).set(Tags.PATIENT_WEIGHT, 0.)));
    Study study = read(folder);
    assertThat(study.patient().heightMetres()).isNull();
    assertThat(study.patient().weightKg()).as("zero is absent").isNull();
    assertThat(study.stack().notes())
        .singleElement()
        .extracting(CineStack.Note::code)
        .isEqualTo("implausible-height");
  }

  @Test
  void thePatientAndTheScannerAreRead() throws Exception {
    SyntheticCine.write(
        folder,
        changed(
            stack(6, 10),
            b ->
                b.set(Tags.PATIENT_NAME, "Grün^Ida")
                    .set(Tags.PATIENT_SEX, "F")
                    .set(Tags.PATIENT_BIRTH_DATE, "19800101")
                    .set(Tags.STUDY_DATE, "20200101")
                    .set(Tags.PATIENT_SIZE, 1.68)
                    .set(Tags.PATIENT_WEIGHT, 60.)
                    .set(Tags.MAGNETIC_FIELD_STRENGTH, 1.5)
                    .set(Tags.MANUFACTURER, "Maker")));
    Study study = read(folder);
    assertThat(study.patient().name()).isEqualTo("Grün^Ida");
    assertThat(study.patient().sex()).isEqualTo("F");
    assertThat(study.patient().ageYears()).isBetween(39.99, 40.01);
    assertThat(study.patient().heightMetres()).isEqualTo(1.68);
    assertThat(study.acquisition().fieldStrengthTesla()).isEqualTo(1.5);
    assertThat(study.acquisition().manufacturer()).isEqualTo("Maker");
    assertThat(study.date()).hasToString("2020-01-01");
  }

  @Test
  void rescaleAndWindowComeWithTheFrames() throws Exception {
    SyntheticCine.write(
        folder,
        changed(
            stack(6, 10),
            b ->
                b.set(Tags.RESCALE_SLOPE, 2.)
                    .set(Tags.RESCALE_INTERCEPT, -10.)
                    .set(Tags.WINDOW_CENTER, 300.)
                    .set(Tags.WINDOW_WIDTH, 400.)));
    CineFrame frame = read(folder).stack().frame(new FrameKey(2, 3)).orElseThrow();
    assertThat(frame.pixels().value(0, 0)).isEqualTo(2 * 203 - 10);
    assertThat(frame.windowCenter()).isEqualTo(300);
    assertThat(frame.windowWidth()).isEqualTo(400);
    assertThat(frame.timeMs()).isEqualTo(270);
  }

  @Test
  void monochrome1IsTurnedSoThatLargerIsBrighterAndTheWindowWithIt() throws Exception {
    SyntheticCine.write(
        folder,
        changed(
            stack(6, 10),
            b ->
                b.set(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                    .set(Tags.RESCALE_SLOPE, 2.)
                    .set(Tags.RESCALE_INTERCEPT, -10.)
                    .set(Tags.WINDOW_CENTER, 2 * 203. - 10)
                    .set(Tags.WINDOW_WIDTH, 400.)));
    CineFrame frame = read(folder).stack().frame(new FrameKey(2, 3)).orElseThrow();
    assertThat(frame.pixels().stored(0)).isEqualTo(4095 - 203);
    assertThat(frame.windowCenter()).isEqualTo(frame.pixels().value(0, 0));
  }

  @Test
  void progressRisesToItsEnd() throws Exception {
    SyntheticCine.write(folder, stack(6, 10));
    ConcurrentLinkedQueue<Double> fractions = new ConcurrentLinkedQueue<>();
    StudyReader.job(List.of(folder)).run((f, m) -> fractions.add(f), new CancelToken());
    assertThat(fractions).hasSize(120).allMatch(f -> f > 0 && f <= 1).contains(1.);
  }

  @Test
  void readingStopsWhenCancelled() throws Exception {
    SyntheticCine.write(folder, stack(6, 10));
    CancelToken cancel = new CancelToken();
    ConcurrentLinkedQueue<Double> fractions = new ConcurrentLinkedQueue<>();
    Progress progress =
        (fraction, message) -> {
          fractions.add(fraction);
          cancel.cancel();
        };
    assertThatThrownBy(() -> StudyReader.read(List.of(folder), progress, cancel))
        .isInstanceOf(CancelledException.class);
    assertThat(fractions.size()).isLessThan(60);
  }

  private static Study read(Path path) throws UnusableInputException {
    return StudyReader.read(List.of(path), Progress.NONE, new CancelToken());
  }
}
