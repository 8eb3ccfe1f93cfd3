package ventricle.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Study;
import ventricle.engine.report.CountedContours;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

class AnalysisExportTest {

  @TempDir Path home;

  private final Study study = SyntheticStudies.study();

  @Test
  void everyFileOfTheContractIsWritten() throws Exception {
    Path out = home.resolve("results/case-1");
    AnalysisExport.Result result = export(study, out, true, false);
    assertThat(result.complete()).isTrue();
    assertThat(names(out)).containsExactlyInAnyOrderElementsOf(AnalysisExport.FILES);
    assertThat(result.written()).hasSize(11).allMatch(Files::isRegularFile);
    assertThat(names(home.resolve("results"))).containsExactly("case-1");
  }

  @Test
  void whatCannotBeMadeIsNamedAndTheRestIsThere() throws Exception {
    Path out = home.resolve("out");
    AnalysisExport.Result result = export(SyntheticStudies.mixedMatrix(), out, false, false);
    assertThat(result.missing())
        .extracting(AnalysisExport.Missing::file)
        .containsExactly("labels_ed.nii.gz", "labels_es.nii.gz");
    assertThat(result.missing()).allMatch(m -> m.cause().contains("differ in matrix"));
    assertThat(names(out))
        .containsExactlyInAnyOrder(
            "contours.json",
            "seg-ed.dcm",
            "seg-es.dcm",
            "sr.dcm",
            "key-ed.dcm",
            "key-es.dcm",
            "measurements.json");
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAloneUnlessForced() throws Exception {
    Path out = Files.createDirectories(home.resolve("out"));
    Files.writeString(out.resolve("notes.txt"), "mine");
    Files.writeString(out.resolve("report.pdf"), "old");
    assertThatThrownBy(() -> export(study, out, false, false))
        .isInstanceOf(OutputFolderException.class)
        .hasMessageContaining("not empty");
    assertThat(names(out)).containsExactlyInAnyOrder("notes.txt", "report.pdf");
    export(study, out, false, true);
    assertThat(names(out))
        .contains("notes.txt", "measurements.json", "sr.dcm")
        .doesNotContain("report.pdf");
    assertThat(Files.readString(out.resolve("notes.txt"))).isEqualTo("mine");
  }

  @Test
  void cancellingLeavesNothingBehind() throws Exception {
    CancelToken cancel = new CancelToken();
    Progress cancelOnPdf =
        (fraction, message) -> {
          if (message.contains("seg-es")) {
            cancel.cancel();
          }
        };
    AnalysisExport job = job(study, home.resolve("out"), false, false);
    assertThatThrownBy(() -> job.run(cancelOnPdf, cancel)).isInstanceOf(CancelledException.class);
    assertThat(names(home)).isEmpty();
  }

  @Test
  void labelsLieOnTheStacksGridWithItsAffineInRas() throws Exception {
    Path out = home.resolve("out");
    export(study, out, false, false);
    byte[] bytes;
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(out.resolve("labels_es.nii.gz")))) {
      bytes = in.readAllBytes();
    }
    ByteBuffer nifti = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(nifti.getShort(42)).isEqualTo((short) SyntheticStudies.COLUMNS);
    assertThat(nifti.getShort(44)).isEqualTo((short) SyntheticStudies.ROWS);
    assertThat(nifti.getShort(46)).isEqualTo((short) SyntheticStudies.SLICES);
    var corner = study.stack().slice(3).position();
    for (int axis = 0; axis < 3; axis++) {
      float at = nifti.getFloat(280 + 16 * axis + 12) + 3 * nifti.getFloat(280 + 16 * axis + 8);
      double expected = axis == 0 ? -corner.x() : axis == 1 ? -corner.y() : corner.z();
      assertThat((double) at).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-4));
    }
    int size = SyntheticStudies.ROWS * SyntheticStudies.COLUMNS;
    byte[] labels =
        CountedContours.labels(
            SyntheticStudies.document(study),
            new FrameKey(3, SyntheticStudies.ES),
            study.stack().slice(3));
    assertThat(java.util.Arrays.copyOfRange(bytes, 352 + 3 * size, 352 + 4 * size))
        .isEqualTo(labels)
        .contains((byte) 1, (byte) 2, (byte) 3);
  }

  @Test
  void withoutMarksOnlyJsonAndReportRemain() throws Exception {
    ReviewDocument blank =
        ReviewDocument.blank(
            study.studyInstanceUid(), SyntheticStudies.SLICES, SyntheticStudies.PHASES);
    AnalysisExport job =
        new AnalysisExport(
            study,
            blank,
            SyntheticStudies.nothing(),
            Timings.UNKNOWN,
            SyntheticStudies.CONTEXT,
            home.resolve("out"),
            true,
            false);
    AnalysisExport.Result result = job.run(Progress.NONE, new CancelToken());
    assertThat(result.missing()).hasSize(7);
    assertThat(result.missing())
        .filteredOn(m -> m.file().equals("seg-" + Mark.ED.name().toLowerCase() + ".dcm"))
        .extracting(AnalysisExport.Missing::cause)
        .containsExactly("ED is not set.");
    assertThat(names(home.resolve("out")))
        .containsExactlyInAnyOrder(
            "contours.json", "report.pdf", "report.dcm", "measurements.json");
  }

  private AnalysisExport.Result export(Study s, Path out, boolean pdf, boolean force)
      throws IOException, OutputFolderException {
    return job(s, out, pdf, force).run(Progress.NONE, new CancelToken());
  }

  private static AnalysisExport job(Study s, Path out, boolean pdf, boolean force) {
    return new AnalysisExport(
        s,
        SyntheticStudies.document(s),
        SyntheticStudies.measurements(SyntheticStudies.coverage()),
        new Timings(1.0, 2.0, 3.0, 6.0),
        SyntheticStudies.CONTEXT,
        out,
        pdf,
        force);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
