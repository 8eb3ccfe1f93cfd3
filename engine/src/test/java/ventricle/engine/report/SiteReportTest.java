package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.Study;
import ventricle.engine.exchange.SyntheticStudies;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.report.ReportStyle.Paper;

/** What a site changes by files of its own, and what it cannot change. */
class SiteReportTest {

  @TempDir Path site;

  private final Study study = SyntheticStudies.study();

  @BeforeEach
  void ownFolder() throws Exception {
    Files.writeString(site.resolve("notes.txt"), "not part of any report");
  }

  private PdfPages set(String name, String language) throws Exception {
    ReportContext context =
        SyntheticStudies.CONTEXT.withStyle(new ReportStyle(language, Paper.A4, site));
    return PdfPages.set(
        name,
        ReportContents.of(
            study,
            SyntheticStudies.document(study),
            SyntheticStudies.measurements(),
            NormalRanges.bundled(),
            context));
  }

  @Test
  void wordsOfTheSiteStandBeforeTheProgramsInEveryLanguage() throws Exception {
    Files.writeString(
        site.resolve("texts.properties"), "footer-site=Cardiology Riverside, tel. 4711\n");
    Files.writeString(site.resolve("texts_de.properties"), "title=Herz-MRT\n");
    try (PdfPages pdf = set("site-words", "de")) {
      assertThat(pdf.text()).contains("Herz-MRT", "Ejektionsfraktion");
      for (int i = 1; i <= pdf.count(); i++) {
        assertThat(pdf.text(i)).contains("Cardiology Riverside, tel. 4711");
      }
    }
  }

  @Test
  void aNewLanguageIsAFileAndWhatItLacksIsEnglish() throws Exception {
    Files.writeString(
        site.resolve("texts_fr.properties"),
        "format-locale=fr\nlv-endo=Endocarde du VG\nleft-ventricle=Ventricule gauche\n");
    assertThat(new ReportFiles(site).languages()).containsExactly("en", "de", "fr");
    try (PdfPages pdf = set("site-french", "fr")) {
      assertThat(pdf.text()).contains("Ventricule gauche", "133,6", "Right ventricle");
      assertThat(pdf.document().getDocumentCatalog().getLanguage()).isEqualTo("fr");
    }
  }

  @Test
  void aLanguageNobodyWroteIsRefused() {
    assertThatThrownBy(() -> set("none", "xx"))
        .isInstanceOf(OutputUnavailableException.class)
        .hasMessageContaining("'xx'");
  }

  @Test
  void orderAndLogoAreTheSites() throws Exception {
    Files.writeString(
        site.resolve("logo.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='40' viewBox='0 0 120 40'>"
            + "<rect width='120' height='40' fill='#aa0033'/></svg>");
    String own =
        new String(new ReportFiles(null).bundled("report.html").orElseThrow(), "UTF-8")
            .replace("{{>volumes}}", "")
            .replace("{{>headline}}", "{{>provenance}}")
            .replaceFirst("\\{\\{>provenance}}\\s*</body>", "{{>volumes}}</body>");
    Files.writeString(site.resolve("report.html"), own);
    try (PdfPages pdf = set("site-order", "en")) {
      String text = pdf.text();
      assertThat(text.indexOf("How these numbers came about"))
          .isPositive()
          .isLessThan(text.indexOf("End-diastolic volume"));
      var resources = pdf.document().getPage(0).getResources();
      assertThat(resources.getXObjectNames()).as("the logo is drawn").isNotEmpty();
    }
  }

  @Test
  void noTemplateRemovesOrHidesTheResearchUseLine() throws Exception {
    Files.writeString(
        site.resolve("report.html"),
        "<html><head><title>x</title><style>@page { margin: 0; } body { margin: 0; }div { position:"
            + " absolute; top: 0; left: 0; width: 100%; height: 60mm; background: white;"
            + " }</style></head><body><div>nothing</div><p>one</p><p style='page-break-before:"
            + " always'>two</p></body></html>");
    try (PdfPages pdf = set("site-hiding", "en")) {
      assertThat(pdf.count()).isEqualTo(2);
      for (int i = 1; i <= 2; i++) {
        assertThat(pdf.text(i)).contains(ReportContext.RESEARCH_USE);
      }
      var image = new org.apache.pdfbox.rendering.PDFRenderer(pdf.document()).renderImage(0);
      assertThat(image.getRGB(20, 5) & 0xffffff).as("the line's ground").isNotEqualTo(0xffffff);
    }
  }

  @Test
  void nothingOutsideTheFolderIsOpened() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    Path secret = Files.writeString(site.resolveSibling("secret-" + site.getFileName()), "secret");
    try {
      String http = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      String file = secret.toUri().toString();
      Files.writeString(
          site.resolve("logo.svg"),
          "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
              + " width='9' height='9'><image xlink:href='"
              + http
              + "svg.png' width='9'"
              + " height='9'/><style>@import url("
              + http
              + "svg.css);</style></svg>");
      Files.writeString(
          site.resolve("site.css"),
          "@import url('"
              + http
              + "a.css');"
              + "@font-face { font-family: F; src: url('"
              + http
              + "f.ttf'); }"
              + "body { background-image: url('"
              + http
              + "b.png'); font-family: F, Inter; }");
      Files.writeString(
          site.resolve("report.html"),
          "<html><head><title>x</title>"
              + "<link rel='stylesheet' href='"
              + http
              + "c.css'/>"
              + "<link rel='stylesheet' href='site.css'/></head><body>words"
              + "<img alt='' src='"
              + http
              + "d.png'/><img alt='' src='"
              + file
              + "'/>"
              + "<img alt='' src='../"
              + secret.getFileName()
              + "'/>"
              + "<img alt='' src='logo.svg'/>"
              + "<object data='"
              + http
              + "e.svg' type='image/svg+xml'></object>"
              + "</body></html>");
      try (PdfPages pdf = set("site-fetching", "en")) {
        assertThat(pdf.text()).contains("words").doesNotContain("secret");
      }
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
      Files.delete(secret);
    }
  }

  @Test
  void aDoctypeOrABrokenTemplateIsRefusedByNameWithoutWords() throws Exception {
    Files.writeString(
        site.resolve("report.html"),
        "<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><html><body>&e;</body></html>");
    assertThatThrownBy(() -> set("site-doctype", "en"))
        .isInstanceOf(OutputUnavailableException.class)
        .hasMessageContaining("not well-formed in line 1");
    Files.writeString(site.resolve("report.html"), "<html><body>{{no.such.thing}}</body></html>");
    assertThatThrownBy(() -> set("site-unknown", "en"))
        .isInstanceOf(OutputUnavailableException.class)
        .hasMessageContaining("'no'");
    Files.writeString(site.resolve("report.html"), "<html><body>{{>nowhere}}</body></html>");
    assertThatThrownBy(() -> set("site-part", "en"))
        .isInstanceOf(OutputUnavailableException.class)
        .hasMessageContaining("nowhere")
        .message()
        .doesNotContain("Muster");
  }
}
