package ventricle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.support.Phantoms;

/** A report that compares with the folder of an earlier analysis. */
class AnalyzePreviousTest {

  private static final PhantomStudy NOW = Phantoms.small(7);
  private static final LocalDate EARLIER = LocalDate.of(2019, 5, 17);

  @TempDir static Path shared;
  private static Path study;
  private static Path before;

  @TempDir Path folder;

  @BeforeAll
  static void analyseTheEarlierOne() throws IOException {
    study = Phantoms.write(NOW, shared.resolve("now"));
    PhantomStudy earlier = Phantoms.of(NOW.study().patient(), EARLIER, Phantoms.small(8));
    before = shared.resolve("earlier");
    CommandLineRun run =
        CommandLineRun.of(
            shared.resolve("home"),
            "analyze",
            Phantoms.write(earlier, shared.resolve("then")),
            "--out",
            before,
            "--no-pdf");
    assertThat(run.code()).as(run.err().toString()).isZero();
  }

  private CommandLineRun analyze(Path study, Path previous, Object... more) {
    Object[] all = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"analyze", study, "--out", folder.resolve("out"), "--previous", previous},
        0,
        all,
        0,
        6);
    System.arraycopy(more, 0, all, 6, more.length);
    return CommandLineRun.of(folder.resolve("home"), all);
  }

  @Test
  void theSamePersonsEarlierNumbersStandBesideThese() throws IOException {
    CommandLineRun run = analyze(study, before);
    assertThat(run.code()).as(run.err().toString()).isZero();
    try (PDDocument pdf = Loader.loadPDF(folder.resolve("out/report.pdf").toFile())) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
          .contains("Comparison with the examination of 17 May 2019")
          .contains("a draft that nobody has signed", "are as the model drew them");
    }
  }

  @Test
  void anotherPersonsFolderIsRefusedInOneLineBeforeAnythingIsAnalysed() throws IOException {
    PhantomStudy stranger = Phantoms.small(9);
    CommandLineRun run = analyze(Phantoms.write(stranger, folder.resolve("stranger")), before);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.complaints()).singleElement().asString().contains("is of another person");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aFolderWithoutNumbersAndAReportThatIsNotWrittenAreRefusedAtOnce() throws IOException {
    CommandLineRun empty = analyze(study, Files.createDirectory(folder.resolve("empty")));
    assertThat(empty.code()).isEqualTo(3);
    assertThat(empty.complaints()).singleElement().asString().contains("no measurements.json");
    assertThat(analyze(study, before, "--no-pdf").code()).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
