package ventricle.engine.measure.regional;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Viridis: 256 colours in even steps of lightness, readable with any colour blindness and in grey
 * (Smith and van der Walt, matplotlib, CC0). The same in window and report.
 */
public final class BullseyeColours {

  private final int[] rgb;

  private BullseyeColours(int[] rgb) {
    this.rgb = rgb;
  }

  /** The table that lies beside this class, read once. */
  public static BullseyeColours viridis() {
    return Viridis.COLOURS;
  }

  /** Read when first asked for. */
  private static final class Viridis {
    static final BullseyeColours COLOURS = read();
  }

  private static BullseyeColours read() {
    try (@Nullable InputStream in = BullseyeColours.class.getResourceAsStream("viridis.txt")) {
      if (in == null) {
        throw new IllegalStateException("viridis.txt is missing from the program");
      }
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
        return new BullseyeColours(
            lines.lines().mapToInt(line -> Integer.parseInt(line, 16)).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 0xrrggbb of a place on the scale, 0 to 1. */
  public int rgb(double part) {
    return rgb[(int) Math.round(Math.clamp(part, 0, 1) * (rgb.length - 1))];
  }

  /** Black or white, 0xrrggbb, whichever is easier to read on a colour: at least 4.5 : 1. */
  public static int inkOn(int rgb) {
    double light = luminance(rgb) + .05;
    return light / .05 > 1.05 / light ? 0x000000 : 0xffffff;
  }

  /** Relative luminance of 0xrrggbb, 0 to 1, as WCAG 2.1 defines it. */
  static double luminance(int rgb) {
    return .2126 * linear(rgb >> 16 & 255)
        + .7152 * linear(rgb >> 8 & 255)
        + .0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4);
  }
}
