package ventricle.engine.phantom;

/** Signal of the organs inside the chest wall: lungs, mediastinum, upper abdomen, spine. */
final class Viscera {

  private final TorsoShape shape;
  private final SmoothNoise noise;

  Viscera(TorsoShape shape, SmoothNoise noise) {
    this.shape = shape;
    this.noise = noise;
  }

  /**
   * @param cavity depth inside the chest wall, mm
   * @param nearHeart depth inside the bed of fat around the heart, mm
   */
  double signal(double x, double y, double z, double cavity, double nearHeart, double width) {
    double above = z - diaphragm(x, y, cavity);
    double signal;
    if (above > 3 + width) {
      signal = chest(x, y, z, above, nearHeart, width);
    } else if (above < -width - 3) {
      signal = abdomen(x, y, z, above, cavity, width);
    } else {
      double lung = chest(x, y, z, above, nearHeart, width);
      double belly = abdomen(x, y, z, above, cavity, width);
      signal = Paint.over(belly, lung, Paint.cover(above, width));
      signal =
          Paint.over(signal, Paint.MUSCLE, 0.7 * Paint.cover(1.4 - Math.abs(above + 0.6), width));
    }
    return spine(x, y, z, signal, width);
  }

  /** Height of the diaphragm: two domes, lower toward the ribs. */
  private double diaphragm(double x, double y, double cavity) {
    double rx = (x - shape.midline() + 82) / 62;
    double ry = (y - 5) / 75;
    double lx = (x - shape.midline() - 105) / 42;
    double ly = (y - 30) / 62;
    double right = shape.rightDome() / (1 + rx * rx + ry * ry + (rx * rx * rx * rx));
    double left = shape.leftDome() / (1 + 1.2 * (lx * lx + ly * ly));
    double edge = Math.max(0, 1 - cavity / 38);
    return shape.diaphragm()
        + right
        + left
        + 9 / (1 + (x - 32) * (x - 32) / 1600 + (y + 22) * (y + 22) / 1600)
        - 70 * edge * edge
        + 3 * noise.at(x / 35, y / 35, 3);
  }

  private double chest(double x, double y, double z, double above, double nearHeart, double width) {
    double signal = lung(x, y, z, nearHeart);
    double middle = Math.abs(x - shape.midline() - 0.12 * (y + 20));
    double mediastinum =
        19 + 14 * noise.rough(x / 30, y / 30, z / 36 + 2) + Math.max(0, z) * 0.1 - middle;
    // fat fills the corner between heart and diaphragm
    double corner = nearHeart + 7 * Paint.clamp(1 - above / 16, 0, 1);
    double bed = Math.max(mediastinum, corner);
    if (bed < -width) {
      return signal;
    }
    double texture = noise.rough(x / 7 + 3, y / 7, z / 9);
    double lobules = noise.rough(x / 16, y / 16 + 2, z / 20);
    double fat = 0.66 * Paint.FAT * (1 + 0.16 * texture + 0.45 * lobules);
    double strand = Math.abs(noise.at(x / 10, y / 10 + 5, z / 14));
    fat = Paint.over(fat, 0.1, 0.35 * Paint.cover(0.07 - strand, 0.1));
    return Paint.over(signal, fat, Paint.cover(bed, width));
  }

  /** Nearly black, with vessels that thin out toward the edge and grey dust of small ones. */
  private double lung(double x, double y, double z, double nearHeart) {
    double base = Paint.LUNG * (1 + 0.5 * noise.at(x / 6, y / 6, z / 8));
    double a = noise.at(x / 11, y / 11, z / 15 + 31);
    double b = noise.at(x / 11 + 40, y / 11, z / 15);
    double thin = 0.09 - 0.0005 * Math.max(0, Math.min(110, -nearHeart));
    double vessel = Paint.cover(thin - StrictMath.sqrt(a * a + b * b), 0.05);
    double c = noise.at(x / 5.2, y / 5.2 + 17, z / 9);
    double d = noise.at(x / 5.2 + 23, y / 5.2, z / 9);
    double small = Paint.cover(0.06 - StrictMath.sqrt(c * c + d * d), 0.05);
    return base + 0.75 * vessel + 0.25 * small;
  }

  private double abdomen(double x, double y, double z, double above, double cavity, double width) {
    double texture = noise.rough(x / 8, y / 8 + 3, z / 10);
    double signal = 0.78 * Paint.FAT * (1 + 0.15 * texture);
    double left = x - shape.midline();

    // bowel: loops with dark walls and mixed content
    double loop = noise.at(x / 20, y / 20, z / 26 + 8);
    double bowel = Paint.cover(loop + 0.02, 0.10) * Paint.cover(-above - 16, 8);
    double content = 0.28 + 0.3 * noise.at(x / 9, y / 9, z / 9 + 4);
    signal = Paint.over(signal, content, bowel);

    double stomach =
        Paint.ellipsoid(left - 86, y + 4, z - shape.diaphragm() + 28, 46, 56, 44)
            + 4 * noise.at(x / 25, y / 25, z / 25);
    if (stomach > -width) {
      double folds = noise.rough(x / 6, y / 6, z / 7 + 5);
      double chyme = 0.36 + 0.2 * folds + 0.1 * noise.at(x / 20, y / 20, z / 20);
      signal = Paint.over(signal, Paint.MUSCLE, Paint.cover(stomach, width));
      signal = Paint.over(signal, chyme, Paint.cover(stomach - 4, 3));
    }
    double spleen =
        Paint.ellipsoid(left - 112, y - 62, z - shape.diaphragm() + 22, 27, 46, 48)
            + 3 * noise.at(x / 22, y / 22, z / 22 + 6);
    signal = Paint.over(signal, Paint.SPLEEN * (1 + 0.06 * texture), Paint.cover(spleen, width));

    double reach = 52 - 0.45 * Math.max(0, y + 10) + 0.35 * (above + 30);
    double liver =
        Math.min(Math.min(reach - left, -above - 2), Math.min(cavity - 3, 0.5 * (above + 150)))
            + 9 * noise.rough(x / 34 + 2, y / 34, z / 34);
    if (liver > -width) {
      double p = noise.at(x / 17, y / 17, z / 20 + 50);
      double q = noise.at(x / 17 + 60, y / 17, z / 20);
      double vessel = Paint.cover(0.12 - StrictMath.sqrt(p * p + q * q), 0.06);
      double tissue = Paint.LIVER * (1 + 0.07 * texture) + 0.26 * vessel;
      signal = Paint.over(signal, tissue, Paint.cover(liver, width));
    }
    return signal;
  }

  private double spine(double x, double y, double z, double below, double width) {
    double left = x - shape.midline();
    double back = y - shape.spineY();
    double grain = noise.rough(x / 4, y / 4, z / 5);
    double signal = below;

    double muscle = Paint.ellipse(Math.abs(left) - 30, back - 36, 24, 20);
    double streaks = Paint.cover(noise.at(x / 6, y / 9, z / 30) - 0.35, 0.3);
    signal =
        Paint.over(
            signal,
            Paint.over(Paint.MUSCLE, 0.7 * Paint.FAT, 0.7 * streaks),
            Paint.cover(muscle, width));
    double process = Paint.ellipse(left, back - 44, 7, 20);
    signal = Torso.bone(signal, process, 0.35, width);

    double disc = z / 33 + 0.3;
    double toDisc = Math.abs(disc - Math.rint(disc)) * 33;
    double body = Paint.ellipse(left, back, 21, 16.5);
    double marrow = toDisc < 4.5 ? 0.2 : 0.34 + 0.14 * grain;
    signal = Torso.bone(signal, body, marrow, width);
    double canal = Paint.ellipse(left, back - 24, 10, 8);
    signal = Torso.bone(signal, canal + 2, 0.9, width);
    signal = Paint.over(signal, 0.42, Paint.cover(Paint.ellipse(left, back - 24, 5.5, 4.2), width));

    // oesophagus and descending aorta
    double gullet = Paint.ellipse(left - 8, back + 26, 8, 5);
    signal = Paint.over(signal, 0.3, Paint.cover(gullet, width));
    signal = Paint.over(signal, 0.1, 0.6 * Paint.cover(gullet - 3, width));
    double aorta =
        Paint.ellipse(left - 24 + 0.06 * z, back + 13, 12.5, 12) + 0.5 * noise.at(z / 40, 1, 1);
    signal = Paint.over(signal, 0.12, Paint.cover(aorta + 1.4, width));
    signal = Paint.over(signal, 1.12 + 0.05 * grain, Paint.cover(aorta, width));
    double cava = Paint.ellipse(left + 26, back + 44, 12, 10);
    if (z < 10) {
      signal = Paint.over(signal, 0.15, Paint.cover(cava + 1, width));
      signal = Paint.over(signal, 0.85, Paint.cover(cava, width));
    }
    return signal;
  }
}
