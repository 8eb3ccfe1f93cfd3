package ventricle.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ventricle.engine.report.layout.Template;

/**
 * A drawing as SVG without words, and the words to be set over it, so that they are text in the
 * report's own font.
 *
 * @param svg an {@code svg} element with a view box, whose attribute {@code alt} says what it shows
 */
public record Drawing(String svg, List<Label> labels) {

  public Drawing {
    labels = List.copyOf(labels);
  }

  /**
   * Words over a drawing.
   *
   * @param left per cent of the drawing's width, where the words begin, have their middle or end
   * @param top per cent of the drawing's height, where their middle is
   * @param kind classes for the style sheet: "start", "middle" or "end", and what the words are
   */
  public record Label(String text, String left, String top, String kind) {}

  /** Collects elements in the units of a view box. */
  static final class Builder {
    private final double width;
    private final double height;
    private final StringBuilder elements = new StringBuilder();
    private final List<Label> labels = new ArrayList<>();

    Builder(double width, double height) {
      this.width = width;
      this.height = height;
    }

    Builder line(double x1, double y1, double x2, double y2, String look) {
      return path("M" + n(x1) + " " + n(y1) + "L" + n(x2) + " " + n(y2), look);
    }

    /**
     * @param data as the attribute {@code d}
     * @param look further attributes, written out
     */
    Builder path(String data, String look) {
      elements.append("<path d=\"").append(data).append("\" ").append(look).append("/>");
      return this;
    }

    Builder disc(double x, double y, double radius, String look) {
      elements.append(
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>".formatted(n(x), n(y), n(radius), look));
      return this;
    }

    Builder label(String text, double x, double y, String kind) {
      labels.add(new Label(text, n(100 * x / width), n(100 * y / height), kind));
      return this;
    }

    /**
     * @param description what it shows, for those who cannot see it
     */
    Drawing build(String description) {
      return new Drawing(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" alt=\"%s\" viewBox=\"0 0 %s %s\">%s</svg>"
              .formatted(Template.escape(description), n(width), n(height), elements),
          labels);
    }
  }

  /** Path data through points; closed or not. */
  static String through(double[] xs, double[] ys, boolean closed) {
    StringBuilder data = new StringBuilder(12 * xs.length);
    for (int i = 0; i < xs.length; i++) {
      data.append(i == 0 ? 'M' : 'L').append(n(xs[i])).append(' ').append(n(ys[i]));
    }
    return closed ? data.append('Z').toString() : data.toString();
  }

  /** A colour as SVG and CSS write it. */
  static String colour(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  /** A number with at most two digits behind the point. */
  static String n(double value) {
    double rounded = Math.round(value * 100) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
