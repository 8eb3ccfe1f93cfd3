package ventricle.engine.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** The pages of a PDF as they are printed, as pictures. */
public final class PageImages {

  private PageImages() {}

  /**
   * A page.
   *
   * @param argb width × height, row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record PageImage(int width, int height, int[] argb) {}

  /**
   * Draws every page.
   *
   * @param dotsPerInch resolution
   * @throws IOException when it is no PDF
   */
  public static List<PageImage> of(
      byte[] pdf, int dotsPerInch, Progress progress, CancelToken cancel) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      List<PageImage> pages = new ArrayList<>();
      int count = document.getNumberOfPages();
      for (int i = 0; i < count; i++) {
        cancel.throwIfCancelled();
        progress.report((double) i / count, "drawing page " + (i + 1) + " of " + count);
        BufferedImage page = renderer.renderImageWithDPI(i, dotsPerInch, ImageType.RGB);
        int width = page.getWidth();
        int height = page.getHeight();
        pages.add(new PageImage(width, height, page.getRGB(0, 0, width, height, null, 0, width)));
      }
      progress.report(1, "drawn");
      return List.copyOf(pages);
    }
  }
}
