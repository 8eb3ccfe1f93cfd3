package ventricle.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** The two weights of the page, embedded as subsets; a character without glyph becomes a box. */
final class PdfFonts {

  /** A weight with what it can write. */
  static final class Face {
    private final PDFont font;
    private final Map<Integer, Boolean> known = new HashMap<>();

    private Face(PDFont font) {
      this.font = font;
    }

    PDFont font() {
      return font;
    }

    /** The text as this face can write it. */
    String writable(String text) {
      StringBuilder out = new StringBuilder(text.length());
      text.codePoints()
          .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
          .forEach(c -> out.append(has(c) ? Character.toString(c) : has('□') ? "□" : "?"));
      return out.toString();
    }

    private boolean has(int codePoint) {
      return known.computeIfAbsent(codePoint, this::encodes);
    }

    private boolean encodes(int codePoint) {
      try {
        return font.encode(Character.toString(codePoint)).length > 0;
      } catch (IOException | IllegalArgumentException e) {
        return false;
      }
    }

    /** Width in points. */
    float width(String text, float size) throws IOException {
      return font.getStringWidth(writable(text)) / 1000 * size;
    }

    /** The text, cut with an ellipsis where it is wider. */
    String fitted(String text, float size, float width) throws IOException {
      if (width(text, size) <= width) {
        return text;
      }
      int end = text.length();
      while (end > 0 && width(text.substring(0, end).stripTrailing() + "…", size) > width) {
        end = text.offsetByCodePoints(end, -1);
      }
      return text.substring(0, end).stripTrailing() + "…";
    }

    /** Lines no wider than the width; a word that is wider is broken anywhere. */
    List<String> wrapped(String text, float size, float width) throws IOException {
      List<String> lines = new ArrayList<>();
      for (String paragraph : text.split("\n", -1)) {
        String line = "";
        for (String word : paragraph.strip().split("\\s+", -1)) {
          String longer = line.isEmpty() ? word : line + " " + word;
          if (width(longer, size) <= width) {
            line = longer;
            continue;
          }
          if (!line.isEmpty()) {
            lines.add(line);
          }
          line = word;
          while (width(line, size) > width && line.length() > 1) {
            int end = line.length();
            while (end > 1 && width(line.substring(0, end), size) > width) {
              end = line.offsetByCodePoints(end, -1);
            }
            end = Math.max(end, line.offsetByCodePoints(0, 1));
            lines.add(line.substring(0, end));
            line = line.substring(end);
          }
        }
        lines.add(line);
      }
      return lines;
    }
  }

  final Face regular;
  final Face strong;

  PdfFonts(PDDocument document) throws IOException {
    regular = load(document, "InterTabular-Regular.ttf");
    strong = load(document, "InterTabular-SemiBold.ttf");
  }

  private static Face load(PDDocument document, String file) throws IOException {
    try (@Nullable InputStream in = PdfFonts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the program");
      }
      return new Face(PDType0Font.load(document, in, true));
    }
  }
}
