package ventricle.engine.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import ventricle.engine.report.layout.Glyphs;
import ventricle.engine.report.layout.Pages;
import ventricle.engine.report.layout.Template;
import ventricle.engine.report.layout.TemplateException;

/**
 * Sets a {@link ReportContent} as PDF: fills the template {@code report.html} and its parts, styles
 * them, and puts the research-use line on every page, whatever a site's template says. Document
 * properties name no patient.
 */
public final class PdfReport {

  private static final String TEMPLATE = "report.html";
  private static final List<String> STYLES = List.of("report.css", "site.css");
  private static final String REGULAR = "InterTabular-Regular.ttf";
  private static final String STRONG = "InterTabular-SemiBold.ttf";
  private static final String FAMILY = "Inter";
  private static final String SITE_FAMILY = "Site";

  private final ReportContent content;
  private final ReportFiles files;
  private final ReportTexts texts;

  private PdfReport(ReportContent content) throws OutputUnavailableException {
    this.content = content;
    this.files = new ReportFiles(content.style().site());
    this.texts = ReportTexts.of(content.style());
  }

  /** Writes the file, replacing one that is there. */
  public static void write(ReportContent content, Path file)
      throws IOException, OutputUnavailableException {
    Files.write(file, render(content));
  }

  /**
   * The bytes of the file.
   *
   * @throws OutputUnavailableException when a site's files cannot be used; the message says which
   */
  public static byte[] render(ReportContent content)
      throws IOException, OutputUnavailableException {
    return new PdfReport(content).render();
  }

  private byte[] render() throws IOException, OutputUnavailableException {
    List<Pages.Font> fonts = fonts();
    try (PDDocument document = new PDDocument();
        Glyphs glyphs = new Glyphs(fonts.stream().map(Pages.Font::file).toList())) {
      ReportView view = new ReportView(content, texts);
      String markup = filled(view, glyphs, Set.of());
      if (!glyphs.missing().isEmpty()) {
        markup = filled(view, glyphs, glyphs.missing());
      }
      new Pages(fonts, resources(view)).set(markup, document, content.head().software());
      describe(document);
      new ResearchUse(document, bundled(STRONG)).stamp();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (TemplateException e) {
      throw new OutputUnavailableException("the report's template: " + e.getMessage());
    }
  }

  private String filled(ReportView view, Glyphs glyphs, Set<Integer> missing)
      throws IOException, TemplateException {
    return new Template(this::part, glyphs::writable)
        .fill(TEMPLATE, view.values(files.logo().orElse(null), missing));
  }

  private String part(String name) throws IOException, TemplateException {
    String file = name.endsWith(".html") ? name : name + ".html";
    try {
      Optional<byte[]> bytes = files.any(file);
      if (bytes.isPresent()) {
        return ReportFiles.text(file, bytes.get());
      }
    } catch (OutputUnavailableException e) {
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
    throw new TemplateException("there is no part '" + name + "'");
  }

  /** Everything the markup may refer to. */
  private Map<String, byte[]> resources(ReportView view)
      throws IOException, OutputUnavailableException {
    Map<String, byte[]> resources = new TreeMap<>(view.pictures());
    for (String style : STYLES) {
      files.any(style).ifPresent(bytes -> resources.put(style, bytes));
    }
    for (String name : files.pictures()) {
      files.own(name).ifPresent(bytes -> resources.put(name, bytes));
    }
    return resources;
  }

  private List<Pages.Font> fonts() throws IOException, OutputUnavailableException {
    List<Pages.Font> fonts = new ArrayList<>();
    fonts.add(new Pages.Font(FAMILY, 400, bundled(REGULAR)));
    fonts.add(new Pages.Font(FAMILY, 600, bundled(STRONG)));
    for (String name : files.fonts()) {
      byte[] bytes = files.own(name).orElseThrow();
      fonts.add(new Pages.Font(SITE_FAMILY, 400, bytes));
    }
    return fonts;
  }

  private byte[] bundled(String name) throws IOException {
    return files
        .bundled(name)
        .orElseThrow(() -> new IllegalStateException(name + " is missing from the program"));
  }

  private void describe(PDDocument document) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(texts.get("document-title"));
    information.setCreator(content.head().software());
    information.setProducer(content.head().software());
    information.setSubject(ReportContext.RESEARCH_USE);
  }
}
