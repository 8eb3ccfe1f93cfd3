package ventricle.engine.report.layout;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Which signs a set of fonts can write; the others become boxes and are remembered. */
public final class Glyphs implements AutoCloseable {

  private static final String BOX = "□";

  private final List<TrueTypeFont> fonts = new ArrayList<>();
  private final List<CmapLookup> maps = new ArrayList<>();
  private final Set<Integer> missing = new TreeSet<>();

  /**
   * @param files TrueType fonts
   * @throws IOException for a file that is no TrueType font
   */
  public Glyphs(List<byte[]> files) throws IOException {
    for (byte[] file : files) {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
      fonts.add(font);
      maps.add(font.getUnicodeCmapLookup());
    }
  }

  /** The text, composed, without control characters, with a box for every sign nobody can write. */
  public String writable(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder out = new StringBuilder(composed.length());
    composed
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                out.append('\n');
              } else if (Character.isISOControl(c) || Character.isWhitespace(c)) {
                out.append(' ');
              } else if (Character.getType(c) == Character.FORMAT) {
                return; // joiners and directions draw nothing
              } else if (known(c)) {
                out.appendCodePoint(c);
              } else {
                missing.add(c);
                out.append(BOX);
              }
            });
    return out.toString();
  }

  private boolean known(int codePoint) {
    return codePoint == 0xa0 || maps.stream().anyMatch(map -> map.getGlyphId(codePoint) > 0);
  }

  /** Code points that became boxes so far, ascending. */
  public Set<Integer> missing() {
    return Set.copyOf(missing);
  }

  @Override
  public void close() throws IOException {
    for (TrueTypeFont font : fonts) {
      font.close();
    }
  }
}
