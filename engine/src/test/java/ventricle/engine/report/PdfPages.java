package ventricle.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A report read back: its words, where they stand, and its fonts. */
final class PdfPages implements AutoCloseable {

  private final PDDocument document;

  private PdfPages(PDDocument document) {
    this.document = document;
  }

  /** Sets a report, keeps a copy to look at in target/reports, and reads it back. */
  static PdfPages set(String name, ReportContent content) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "reports"));
    Path file = folder.resolve(name + ".pdf");
    PdfReport.write(content, file);
    return new PdfPages(Loader.loadPDF(file.toFile()));
  }

  PDDocument document() {
    return document;
  }

  int count() {
    return document.getNumberOfPages();
  }

  /** The words of all pages, white space made single spaces. */
  String text() throws IOException {
    return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
  }

  /** The words of one page from 1, likewise. */
  String text(int page) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(document).replaceAll("\\s+", " ");
  }

  /** A run of signs with its box in points from the page's upper left corner. */
  record Word(int page, String text, double left, double top, double right, double bottom) {
    boolean overlaps(Word other) {
      double wide = Math.min(right, other.right) - Math.max(left, other.left);
      double high = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      return page == other.page && wide > 1 && high > 1;
    }

    boolean within(double width, double height) {
      return left >= 0 && top >= 0 && right <= width && bottom <= height;
    }
  }

  /** Every run of text of a page, as it is shown. */
  List<Word> words(int page) throws IOException {
    List<Word> words = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void writeString(String text, List<TextPosition> positions) {
            TextPosition first = positions.getFirst();
            TextPosition last = positions.getLast();
            double bottom = first.getYDirAdj();
            words.add(
                new Word(
                    page,
                    text,
                    first.getXDirAdj(),
                    bottom - first.getHeightDir(),
                    last.getXDirAdj() + last.getWidthDirAdj(),
                    bottom));
          }
        };
    stripper.setSortByPosition(false);
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    stripper.getText(document);
    return words;
  }

  /** All fonts of all pages and of the drawings in them. */
  Set<PDFont> fonts() throws IOException {
    Set<PDFont> fonts = new LinkedHashSet<>();
    for (PDPage page : document.getPages()) {
      collect(page.getResources(), fonts);
    }
    return fonts;
  }

  private static void collect(PDResources resources, Set<PDFont> fonts) throws IOException {
    if (resources == null) {
      return;
    }
    for (COSName name : resources.getFontNames()) {
      fonts.add(resources.getFont(name));
    }
    for (COSName name : resources.getXObjectNames()) {
      PDXObject object = resources.getXObject(name);
      if (object instanceof PDFormXObject form) {
        collect(form.getResources(), fonts);
      }
    }
  }

  /**
   * What holds of every page of every report: the research-use line, its number of how many, the
   * same paper, words inside the paper, none over another, none in the foot but the foot's own.
   */
  PdfPages sound(double width, double height) throws IOException {
    for (int i = 1; i <= count(); i++) {
      PDPage page = document.getPage(i - 1);
      assertThat(page.getMediaBox().getWidth()).isCloseTo((float) width, within1());
      assertThat(page.getMediaBox().getHeight()).isCloseTo((float) height, within1());
      assertThat(text(i)).contains(ReportContext.RESEARCH_USE);
      assertThat(text(i)).containsPattern("(Page|Seite) " + i + " (of|von) " + count());
      List<Word> words = words(i).stream().filter(w -> !w.text().isBlank()).toList();
      double foot =
          words.stream()
              .filter(w -> w.text().matches("(Page|Seite)( \\d.*)?"))
              .mapToDouble(Word::top)
              .max()
              .orElseThrow();
      for (int a = 0; a < words.size(); a++) {
        Word word = words.get(a);
        assertThat(word).matches(w -> w.within(width, height), "inside the paper");
        assertThat(word.bottom() < foot || word.top() >= foot - 1)
            .as("%s beside the foot at %s", word, foot)
            .isTrue();
        for (int b = a + 1; b < words.size(); b++) {
          assertThat(word.overlaps(words.get(b))).as("%s over %s", word, words.get(b)).isFalse();
        }
      }
    }
    for (PDFont font : fonts()) {
      assertThat(font.isEmbedded()).as(font.getName()).isTrue();
      assertThat(font.getName().toUpperCase(Locale.ROOT)).matches("[A-Z]{6}\\+.*");
    }
    return this;
  }

  private static org.assertj.core.data.Offset<Float> within1() {
    return org.assertj.core.data.Offset.offset(1f);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
