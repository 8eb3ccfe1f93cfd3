package ventricle.viewer.overlay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Inferno: 256 colours, even steps in lightness, readable with any colour blindness and in grey
 * (Smith and van der Walt, matplotlib, CC0).
 */
public final class ColourMap {

  private final int[] rgb;

  private ColourMap(int[] rgb) {
    this.rgb = rgb;
  }

  /** Reads the table that lies beside this class. */
  public static ColourMap inferno() {
    try (@Nullable InputStream in = ColourMap.class.getResourceAsStream("inferno.txt")) {
      if (in == null) {
        throw new IllegalStateException("inferno.txt is missing from the program");
      }
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
        return new ColourMap(lines.lines().mapToInt(line -> Integer.parseInt(line, 16)).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 0xrrggbb of a value in 0..1. */
  public int rgb(double value) {
    return rgb[(int) Math.round(Math.clamp(value, 0, 1) * (rgb.length - 1))];
  }

  /** The map from left to right, for a legend. */
  public LinearGradient gradient() {
    List<Stop> stops =
        IntStream.rangeClosed(0, 16)
            .mapToObj(i -> new Stop(i / 16.0, Color.web("#%06x".formatted(rgb(i / 16.0)))))
            .toList();
    return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
  }
}
