package ventricle.viewer.overlay;

import javafx.scene.paint.Color;

/**
 * Colour differences as seen with normal and deficient colour vision: simulation of Machado et al.
 * (IEEE TVCG 2009;15:1291, severity 1.0) and CIE76 distance in L*a*b*.
 */
final class ColourVision {

  static final double[][] NORMAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  static final double[][] PROTANOPIA = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };
  static final double[][] DEUTERANOPIA = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
  };
  static final double[][] TRITANOPIA = {
    {1.255528, -0.076749, -0.178779},
    {-0.078411, 0.930809, 0.147602},
    {0.004733, 0.691367, 0.303900}
  };
  static final double[][][] ALL = {NORMAL, PROTANOPIA, DEUTERANOPIA, TRITANOPIA};

  private ColourVision() {}

  static double distance(Color a, Color b, double[][] seen) {
    double[] p = lab(a, seen);
    double[] q = lab(b, seen);
    return Math.sqrt(
        Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2) + Math.pow(p[2] - q[2], 2));
  }

  static double lightness(Color c) {
    return lab(c, NORMAL)[0];
  }

  /** WCAG contrast ratio. */
  static double contrast(Color a, Color b) {
    double la = luminance(a) + .05;
    double lb = luminance(b) + .05;
    return Math.max(la, lb) / Math.min(la, lb);
  }

  private static double luminance(Color c) {
    return .2126 * linear(c.getRed()) + .7152 * linear(c.getGreen()) + .0722 * linear(c.getBlue());
  }

  private static double linear(double v) {
    return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
  }

  private static double[] lab(Color c, double[][] m) {
    double[] rgb = {linear(c.getRed()), linear(c.getGreen()), linear(c.getBlue())};
    double[] s = new double[3];
    for (int i = 0; i < 3; i++) {
      s[i] = Math.clamp(m[i][0] * rgb[0] + m[i][1] * rgb[1] + m[i][2] * rgb[2], 0, 1);
    }
    double x = (.4124 * s[0] + .3576 * s[1] + .1805 * s[2]) / .95047;
    double y = .2126 * s[0] + .7152 * s[1] + .0722 * s[2];
    double z = (.0193 * s[0] + .1192 * s[1] + .9505 * s[2]) / 1.08883;
    return new double[] {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
  }

  private static double f(double t) {
    return t > 216 / 24389.0 ? Math.cbrt(t) : (24389 / 27.0 * t + 16) / 116;
  }
}
