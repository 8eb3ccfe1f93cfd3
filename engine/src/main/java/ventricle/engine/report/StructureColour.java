package ventricle.engine.report;

import ventricle.engine.domain.Structure;

/**
 * Colours of structures in documents, the same as on screen: apart in lightness and along
 * blue–yellow, so that they differ with red–green colour blindness.
 */
public enum StructureColour {
  LV_ENDO(Structure.LV_ENDO, 0xf5813f),
  LV_EPI(Structure.LV_EPI, 0x4db8f0),
  RV_ENDO(Structure.RV_ENDO, 0xf2d13c),
  LV_PAPILLARY(Structure.LV_PAPILLARY, 0xb8f5d8);

  private final Structure structure;
  private final int rgb;

  StructureColour(Structure structure, int rgb) {
    this.structure = structure;
    this.rgb = rgb;
  }

  public static StructureColour of(Structure structure) {
    return switch (structure) {
      case LV_ENDO -> LV_ENDO;
      case LV_EPI -> LV_EPI;
      case RV_ENDO -> RV_ENDO;
      case LV_PAPILLARY -> LV_PAPILLARY;
    };
  }

  public Structure structure() {
    return structure;
  }

  /** 0xrrggbb, sRGB. */
  public int rgb() {
    return rgb;
  }

  /** L* 0..100, a*, b* for D50 white, as PCS values of ICC profiles are (sRGB, Bradford). */
  public double[] cieLab() {
    double r = linear(rgb >> 16 & 255);
    double g = linear(rgb >> 8 & 255);
    double b = linear(rgb & 255);
    double x = (0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.96422;
    double y = 0.2225045 * r + 0.7168786 * g + 0.0606169 * b;
    double z = (0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.82521;
    return new double[] {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double f(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
}
