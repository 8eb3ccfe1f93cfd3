package ventricle.engine.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Sets a {@link ReportContent} on A4: one page, and more where flags or models need them. Document
 * properties name no patient.
 */
public final class PdfReport {

  static final float LEFT = 40;
  static final float RIGHT = PdfSheet.WIDTH - 40;
  static final float BOTTOM = 796;

  private static final float GUTTER = 16;
  private static final float HEADING = 14;
  private static final float MOST_ANALYSIS = 96;
  private static final float LEAST_CURVE = 48;
  private static final float COLUMN = (RIGHT - LEFT - GUTTER) / 2;

  private final ReportContent content;
  private final PDDocument document;
  private final PdfFonts fonts;
  private final List<PdfSheet> sheets = new ArrayList<>();

  private PdfReport(ReportContent content, PDDocument document) throws IOException {
    this.content = content;
    this.document = document;
    this.fonts = new PdfFonts(document);
  }

  /** Writes the file, replacing one that is there. */
  public static void write(ReportContent content, Path file) throws IOException {
    Files.write(file, render(content));
  }

  /** The bytes of the file. */
  public static byte[] render(ReportContent content) throws IOException {
    try (PDDocument document = new PDDocument()) {
      new PdfReport(content, document).set();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private void set() throws IOException {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle("Cardiac MRI report");
    information.setCreator(content.software());
    information.setProducer(content.software());
    information.setSubject(ReportContext.RESEARCH_USE);
    document.setDocumentInformation(information);
    document.getDocumentCatalog().setLanguage("en");
    try {
      firstPage();
      for (int i = 0; i < sheets.size(); i++) {
        frame(sheets.get(i), i + 1);
      }
    } finally {
      for (PdfSheet sheet : sheets) {
        sheet.close();
      }
    }
  }

  private PdfSheet page() throws IOException {
    PdfSheet sheet = new PdfSheet(document);
    sheets.add(sheet);
    return sheet;
  }

  /** Banner above, patient and page number below: on every page. */
  private void frame(PdfSheet sheet, int number) throws IOException {
    sheet.box(PdfSheet.AMBER, 0, 0, PdfSheet.WIDTH, 20);
    sheet.textCentred(
        fonts.strong, 8, PdfSheet.WHITE, PdfSheet.WIDTH / 2, 13, ReportContext.RESEARCH_USE);
    sheet.line(PdfSheet.HAIRLINE, 0.5f, LEFT, 808, RIGHT, 808);
    String page = "page " + number + " of " + sheets.size();
    float room = RIGHT - LEFT - fonts.regular.width(page, 7) - 16;
    sheet.text(
        fonts.regular,
        7,
        PdfSheet.QUIET,
        LEFT,
        820,
        fonts.regular.fitted(content.footer(), 7, room));
    sheet.textRight(fonts.regular, 7, PdfSheet.QUIET, RIGHT, 820, page);
  }

  private void firstPage() throws IOException {
    PdfSheet sheet = page();
    PdfTables tables = new PdfTables(sheet, fonts);
    PdfFigures figures = new PdfFigures(sheet, fonts);
    tables.title(content, 48);
    tables.identity(content, 72);
    tables.headline(content.headline(), 150);
    float y = tables.table(content.groups(), 220);
    y = statements(sheet, y + 10);
    if (!content.pictures().isEmpty()) {
      y = pictures(figures, y);
    }
    lower(sheet, figures, y + 16);
  }

  private float statements(PdfSheet sheet, float from) throws IOException {
    float y = from;
    for (String statement : content.statements()) {
      for (String line : fonts.regular.wrapped(statement, 7.2f, RIGHT - LEFT)) {
        sheet.text(fonts.regular, 7.2f, PdfSheet.QUIET, LEFT, y, line);
        y += 9.6f;
      }
    }
    return y;
  }

  private float pictures(PdfFigures figures, float y) throws IOException {
    float height = COLUMN / 1.5f;
    float x = LEFT;
    for (ReportContent.Picture picture : content.pictures()) {
      figures.picture(picture, x, y, COLUMN, height);
      x += COLUMN + GUTTER;
    }
    figures.legend(content.pictures(), LEFT, y + height + 11);
    return y + height + 12;
  }

  /** Curve and flags side by side, analysis below; what has no room goes to further pages. */
  private void lower(PdfSheet sheet, PdfFigures figures, float top) throws IOException {
    Deque<PdfBlock> analysis = new ArrayDeque<>();
    for (ReportContent.Fact fact : content.analysis()) {
      analysis.add(PdfBlock.fact(fact, fonts));
    }
    Deque<PdfBlock> flags = new ArrayDeque<>();
    for (String flag : content.flags()) {
      flags.add(PdfBlock.flag(flag, fonts));
    }
    float width = RIGHT - LEFT;
    float below = Math.min(HEADING + height(analysis, width), MOST_ANALYSIS);
    float middle = BOTTOM - below - 14;
    ReportContent.Curve curve = content.curve();
    float x = LEFT;
    if (curve != null && middle - top > LEAST_CURVE) {
      heading(sheet, "Volume over the cycle, ml", LEFT, top);
      figures.curve(curve, LEFT, top + 4, COLUMN, Math.min(middle - top - 4, 110));
      x = LEFT + COLUMN + GUTTER;
    }
    String attention = flags.isEmpty() ? "No flags" : "Attention (" + flags.size() + ")";
    column(sheet, attention, flags, new Area(x, top, RIGHT - x, middle));
    column(sheet, "Analysis", analysis, new Area(LEFT, BOTTOM - below + 8, width, BOTTOM));
    while (!analysis.isEmpty() || !flags.isEmpty()) {
      PdfSheet next = page();
      float at = 48;
      if (!analysis.isEmpty()) {
        at = column(next, "Analysis, continued", analysis, new Area(LEFT, at, width, BOTTOM)) + 20;
      }
      if (!flags.isEmpty() && at < BOTTOM - 60) {
        column(next, "Attention, continued", flags, new Area(LEFT, at, width, BOTTOM));
      }
    }
  }

  private static float height(Deque<PdfBlock> blocks, float width) throws IOException {
    float height = 0;
    for (PdfBlock block : blocks) {
      height += block.height(width);
    }
    return height;
  }

  /** A column of running matter. */
  private record Area(float x, float top, float width, float bottom) {}

  /** Sets blocks until the area ends and takes them off the queue; returns where it stopped. */
  private float column(PdfSheet sheet, String heading, Deque<PdfBlock> blocks, Area area)
      throws IOException {
    heading(sheet, heading, area.x(), area.top());
    float y = area.top() + HEADING - 8;
    while (!blocks.isEmpty()) {
      PdfBlock block = blocks.getFirst();
      float height = block.height(area.width());
      float room = blocks.size() == 1 ? 0 : 9;
      if (y + height + room > area.bottom() + 1) {
        sheet.text(
            fonts.regular,
            7,
            PdfSheet.QUIET,
            area.x(),
            y + 8,
            blocks.size() + " more on the next page");
        break;
      }
      block.draw(sheet, area.x(), y, area.width());
      y += height;
      blocks.removeFirst();
    }
    return y;
  }

  private void heading(PdfSheet sheet, String text, float x, float y) throws IOException {
    sheet.text(fonts.strong, 8, PdfSheet.INK, x, y, text);
  }
}
