package ventricle.engine.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ventricle.engine.dicom.DataElement;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Value;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.dicom.deid.DeidOptions.Dates;
import ventricle.engine.dicom.output.Validators;
import ventricle.engine.dicom.seg.Segmentation;
import ventricle.engine.dicom.sr.MeasurementReport;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.phantom.Organisation;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.phantom.PhantomWriter;
import ventricle.engine.report.ReportContext;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

class DeidentificationTest {

  private static final DeidOptions USEFUL =
      new DeidOptions(Dates.SHIFTED, true, true, true, false, null);
  private static final PhantomStudy PHANTOM =
      Phantom.generate(PhantomOptions.small(7).withSlices(4).withMatrix(64));

  @TempDir private Path folder;

  private Deidentified export(DeidOptions options, Path... in) throws Exception {
    return export(options, Pseudonyms.fresh(), "out", in);
  }

  private Deidentified export(DeidOptions options, Pseudonyms names, String out, Path... in)
      throws Exception {
    return new Deidentification(
            List.of(in), folder.resolve(out), null, options, names, "Ventricle test")
        .run(Progress.NONE, new CancelToken());
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStudyIsTheSameWithoutItsPatient(Organisation organisation) throws Exception {
    PhantomWriter.write(PHANTOM, folder.resolve("in"), organisation);
    Path in = folder.resolve("in/dicom");
    for (DeidOptions options : List.of(USEFUL, DeidOptions.BASIC)) {
      String name = "out-" + options.dates();
      Deidentified done = export(options, Pseudonyms.fresh(), name, in);
      assertThat(done.files()).isEqualTo(files(in).size());
      assertThat(done.leftOut()).isEmpty();
      Study before = StudyReader.read(List.of(in), Progress.NONE, new CancelToken());
      Study after =
          StudyReader.read(List.of(folder.resolve(name)), Progress.NONE, new CancelToken());
      assertSame(before.stack(), after.stack());
      assertThat(after.studyInstanceUid()).isNotEqualTo(before.studyInstanceUid());
      assertThat(after.patient().name()).matches("V[A-Z2-9]{10}");
      assertThat(after.patient().id()).isEqualTo(after.patient().name());
      assertThat(after.patient().birthDate()).isNull();
      boolean kept = options.characteristics();
      assertThat(after.patient().sex()).isEqualTo(kept ? before.patient().sex() : null);
      assertThat(after.patient().heightMetres())
          .isEqualTo(kept ? before.patient().heightMetres() : null);
      assertThat(after.heartRateBpm()).isEqualTo(before.heartRateBpm());
      assertThat(errors(files(folder.resolve(name)).getFirst()))
          .as("errors of dciodvfy")
          .isSubsetOf(errors(files(in).getFirst()));
    }
  }

  private static void assertSame(CineStack before, CineStack after) {
    assertThat(after.sliceCount()).isEqualTo(before.sliceCount());
    assertThat(after.phases()).isEqualTo(before.phases());
    assertThat(after.phaseTimesMs()).isEqualTo(before.phaseTimesMs());
    assertThat(after.rrMs()).isEqualTo(before.rrMs());
    assertThat(after.slices()).isEqualTo(before.slices());
    before
        .frames()
        .forEach(
            (key, frame) ->
                assertThat(after.frame(key).orElseThrow().pixels().toFloats())
                    .as("frame %s", key)
                    .isEqualTo(frame.pixels().toFloats()));
  }

  private static Set<String> errors(Path file) throws Exception {
    Set<String> kinds = new TreeSet<>();
    Validators.dciodvfyErrors(file).forEach(line -> kinds.add(line.replaceAll("<.*?>", "")));
    return kinds;
  }

  @Test
  void segmentationAndReportStillPointAtTheirImages() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    Study study = SyntheticStudies.study();
    ReviewDocument document = SyntheticStudies.document(study);
    DataSet seg = Segmentation.of(study, document, Mark.ED, SyntheticStudies.CONTEXT);
    DataSet sr =
        MeasurementReport.of(
            study,
            document,
            SyntheticStudies.measurements(SyntheticStudies.coverage()),
            SyntheticStudies.CONTEXT);
    DicomWriter.write(in.resolve("1-seg.dcm"), seg);
    DicomWriter.write(in.resolve("2-sr.dcm"), sr);
    String source = referenced(seg).iterator().next();
    DicomWriter.write(in.resolve("3-image.dcm"), image(seg, source));

    Deidentified done = export(USEFUL, in);
    assertThat(done.leftOut()).isEmpty();
    List<Path> out = files(done.folder());
    DataSet newSeg = DicomReader.read(out.get(0)).dataSet();
    DataSet newSr = DicomReader.read(out.get(1)).dataSet();
    DataSet newImage = DicomReader.read(out.get(2)).dataSet();
    assertThat(newImage.string(Tags.SOP_INSTANCE_UID)).isPresent();
    assertThat(referenced(newSeg)).hasSameSizeAs(referenced(seg));
    assertThat(referenced(newSeg)).contains(newImage.string(Tags.SOP_INSTANCE_UID).orElseThrow());
    assertThat(referenced(newSeg)).doesNotContainAnyElementsOf(referenced(seg));
    assertThat(referenced(newSr)).hasSameSizeAs(referenced(sr));
    assertThat(newSeg.string(Tags.FRAME_OF_REFERENCE_UID))
        .isEqualTo(newImage.string(Tags.FRAME_OF_REFERENCE_UID));
    assertThat(newSeg.get(Tags.PIXEL_DATA)).isEqualTo(seg.get(Tags.PIXEL_DATA));
    assertThat(texts(newSr)).contains("133.612", ReportContext.RESEARCH_USE);
    assertThat(texts(newSr)).noneMatch(t -> t.contains("Ada Reader"));
    assertThat(texts(newSeg)).noneMatch(t -> t.contains("Ada"));
    for (int i = 0; i < 2; i++) {
      assertThat(Validators.dciodvfyErrors(out.get(i))).isEmpty();
    }
    assertThat(Validators.dsrdump(out.get(1))).anyMatch(l -> l.contains("133.612"));
  }

  private static DataSet image(DataSet like, String instance) {
    return DataSet.of(
        b ->
            b.set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
                .set(Tags.SOP_INSTANCE_UID, instance)
                .set(Tags.STUDY_INSTANCE_UID, like.string(Tags.STUDY_INSTANCE_UID).orElseThrow())
                .set(Tags.PATIENT_ID, like.string(Tags.PATIENT_ID).orElse(""))
                .set(Tags.SERIES_INSTANCE_UID, "1.2.3")
                .set(
                    Tags.FRAME_OF_REFERENCE_UID,
                    like.string(Tags.FRAME_OF_REFERENCE_UID).orElseThrow()));
  }

  private static Set<String> referenced(DataSet dataSet) {
    Set<String> found = new TreeSet<>();
    for (DataElement e : dataSet.elements()) {
      if (e.value() instanceof Value.Items(List<DataSet> items)) {
        items.forEach(i -> found.addAll(referenced(i)));
      } else if (e.tag().equals(Tags.REFERENCED_SOP_INSTANCE_UID)) {
        found.addAll(dataSet.strings(e.tag()));
      }
    }
    return found;
  }

  private static List<String> texts(DataSet dataSet) {
    List<String> found = new ArrayList<>();
    for (DataElement e : dataSet.elements()) {
      if (e.value() instanceof Value.Items(List<DataSet> items)) {
        items.forEach(i -> found.addAll(texts(i)));
      } else {
        found.addAll(dataSet.strings(e.tag()));
      }
    }
    return found;
  }

  private static DataSet person(String id, String name, LocalDate day) {
    return DataSet.of(
        b ->
            b.set(Tags.SOP_CLASS_UID, Uids.MR_IMAGE_STORAGE)
                .set(Tags.SOP_INSTANCE_UID, Uids.generate())
                .set(Tags.STUDY_INSTANCE_UID, Uids.generate())
                .set(Tags.SERIES_INSTANCE_UID, Uids.generate())
                .set(Tags.MODALITY, "MR")
                .set(Tags.PATIENT_ID, id)
                .set(Tags.PATIENT_NAME, name)
                .set(Tags.STUDY_DATE, day));
  }

  @Test
  void aPatientsExaminationsStayTogetherAndAsFarApartInTime() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    LocalDate day = LocalDate.of(2020, 2, 28);
    DicomWriter.write(in.resolve("1"), person("7", "A^B", day));
    DicomWriter.write(in.resolve("2"), person("7", "A^B", day.plusDays(123)));
    DicomWriter.write(in.resolve("3"), person("8", "C^D", day));
    Deidentified done = export(USEFUL, in);
    List<DataSet> out = new ArrayList<>();
    for (Path file : files(done.folder())) {
      out.add(DicomReader.read(file).dataSet());
    }
    out.sort((a, b) -> Integer.compare(count(out, b), count(out, a)));
    LocalDate first = out.get(0).date(Tags.STUDY_DATE).orElseThrow();
    LocalDate second = out.get(1).date(Tags.STUDY_DATE).orElseThrow();
    assertThat(Math.abs(ChronoUnit.DAYS.between(first, second))).isEqualTo(123);
    assertThat(first).isBefore(day.plusDays(123));
    assertThat(out.get(0).string(Tags.PATIENT_ID)).isEqualTo(out.get(1).string(Tags.PATIENT_ID));
    assertThat(out.get(2).string(Tags.PATIENT_ID)).isNotEqualTo(out.get(1).string(Tags.PATIENT_ID));
    assertThat(files(done.folder()))
        .allSatisfy(
            f ->
                assertThat(done.folder().relativize(f).toString())
                    .matches("V[A-Z2-9]{10}/study-00\\d/IM0000\\d\\.dcm"));
  }

  private static int count(List<DataSet> all, DataSet one) {
    return (int)
        all.stream()
            .filter(d -> d.string(Tags.PATIENT_ID).equals(one.string(Tags.PATIENT_ID)))
            .count();
  }

  @Test
  void aKeyThatIsKeptGivesTheSameNamesAgainAndNoKeyOthers() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    DicomWriter.write(in.resolve("1"), person("7", "A^B", LocalDate.of(2020, 2, 28)));
    byte[] key = Pseudonyms.newKey();
    Path first = export(USEFUL, Pseudonyms.keyed(key), "a", in).folder();
    Path second = export(USEFUL, Pseudonyms.keyed(key), "b", in).folder();
    Path other = export(USEFUL, Pseudonyms.fresh(), "c", in).folder();
    assertThat(files(first).getFirst()).hasSameBinaryContentAs(files(second).getFirst());
    DataSet one = DicomReader.read(files(first).getFirst()).dataSet();
    DataSet two = DicomReader.read(files(other).getFirst()).dataSet();
    for (Tag tag : List.of(Tags.SOP_INSTANCE_UID, Tags.STUDY_INSTANCE_UID, Tags.PATIENT_ID)) {
      assertThat(one.string(tag)).isNotEqualTo(two.string(tag));
    }
    assertThat(one.string(Tags.SOP_INSTANCE_UID).orElseThrow())
        .startsWith("2.25.")
        .matches(Uids::isValid);
  }

  @Test
  void documentsAndPicturesThatMayShowTheNameAreNamedAndLeftOut() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    DataSet image = person("7", "A^B", LocalDate.of(2020, 2, 28));
    DicomWriter.write(in.resolve("image"), image);
    DicomWriter.write(in.resolve("copy"), image);
    DicomWriter.write(
        in.resolve("document"),
        fresh(image).toBuilder()
            .set(Tag.of("EncapsulatedDocument"), ventricle.engine.dicom.Vr.OB, new byte[4])
            .build());
    DataSet pixels = fresh(image).toBuilder().setPixels(new short[4]).build();
    DicomWriter.write(
        in.resolve("burnt"), pixels.toBuilder().set(Tag.of("BurnedInAnnotation"), "YES").build());
    DataSet capture =
        fresh(pixels).toBuilder()
            .set(Tags.SOP_CLASS_UID, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE)
            .build();
    DicomWriter.write(in.resolve("capture"), capture);
    DicomWriter.write(
        in.resolve("clean"),
        fresh(capture).toBuilder().set(Tag.of("BurnedInAnnotation"), "NO").build());
    Files.writeString(in.resolve("letter.txt"), "Dear colleague");

    Deidentified strict = export(DeidOptions.BASIC, Pseudonyms.fresh(), "a", in);
    assertThat(strict.files()).isEqualTo(2);
    assertThat(strict.leftOut())
        .extracting(Study.LeftOut::file)
        .containsExactlyInAnyOrder("image", "document", "burnt", "capture", "letter.txt");
    assertThat(strict.toLookAt()).isEmpty();

    DeidOptions all = new DeidOptions(Dates.REMOVED, false, false, false, true, "subject 017");
    Deidentified open = export(all, Pseudonyms.fresh(), "b", in);
    assertThat(open.files()).isEqualTo(4);
    assertThat(open.toLookAt())
        .hasSize(2)
        .allSatisfy(l -> assertThat(l.file()).startsWith("subject_017"));
    assertThat(DicomReader.read(files(open.folder()).getFirst()).dataSet().string(Tags.PATIENT_ID))
        .hasValue("subject 017");
  }

  private static DataSet fresh(DataSet like) {
    return like.toBuilder().set(Tags.SOP_INSTANCE_UID, Uids.generate()).build();
  }

  @Test
  void onlyTheStudyThatIsAskedForGoesOut() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    DataSet wanted = person("7", "A^B", LocalDate.of(2020, 2, 28));
    DicomWriter.write(in.resolve("1"), wanted);
    DicomWriter.write(in.resolve("2"), person("8", "C^D", LocalDate.of(2020, 2, 28)));
    String uid = wanted.string(Tags.STUDY_INSTANCE_UID).orElseThrow();
    Deidentified done =
        new Deidentification(
                List.of(in), folder.resolve("out"), uid, USEFUL, Pseudonyms.fresh(), "Ventricle")
            .run(Progress.NONE, new CancelToken());
    assertThat(done.files()).isEqualTo(1);
    assertThat(done.leftOut()).extracting(Study.LeftOut::file).containsExactly("2");
  }

  @Test
  void whatFailsOrIsCancelledLeavesNothing() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    DicomWriter.write(in.resolve("1"), person("7", "A^B", LocalDate.of(2020, 2, 28)));
    DicomWriter.write(in.resolve("2"), person("8", "C^D", LocalDate.of(2020, 2, 28)));
    DeidOptions named = new DeidOptions(Dates.REMOVED, false, false, false, false, "017");
    assertThatThrownBy(() -> export(named, in))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("more than one patient");
    CancelToken cancel = new CancelToken();
    Deidentification job =
        new Deidentification(
            List.of(in), folder.resolve("out"), null, USEFUL, Pseudonyms.fresh(), "Ventricle");
    assertThatThrownBy(() -> job.run((f, m) -> cancel.cancel(), cancel))
        .isInstanceOf(CancelledException.class);
    assertThat(files(folder)).hasSize(2);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(in);
    }
    assertThatThrownBy(
            () ->
                new Deidentification(List.of(in), in, null, USEFUL, Pseudonyms.fresh(), "Ventricle")
                    .run(Progress.NONE, new CancelToken()))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
