package ventricle.engine.phantom;

/**
 * The heart at one level and moment, ready to be painted: rings of radii, trabeculae and papillary
 * muscles. Positions are in mm from the LV's axis: a toward the septum, b toward anterior.
 */
final class HeartLayer {

  private static final double RV_WALL = 2.8;
  private static final int PAPILLARY_LOBES = 5;

  /** The layer of fine trabeculae inside the contour, mm; it shows as a soft edge. */
  private static final double TRABECULAE = 1.1;

  private static final double BASE_BLUR = 3.5;

  /** Above this level the fat between ventricles and atria runs out, mm. */
  private static final double GROOVE = -20;

  private static final double GROOVE_DEPTH = 16;

  private final Section lv;
  private final SmoothNoise noise;
  private final Atria atria;
  private final double z;
  private final double lvShare;
  private final double rvShare;
  private final double moment;
  private final double[] lumen = new double[Circle.STEPS];
  private final double[] rvInner = new double[Circle.STEPS];
  private final double[] rvOuter = new double[Circle.STEPS];
  private final double[] muscle = new double[Circle.STEPS];
  private final double[] rim = new double[Circle.STEPS];
  private final double[] slant = new double[Circle.STEPS];
  private final double[] lobeA = new double[PAPILLARY_LOBES];
  private final double[] lobeB = new double[PAPILLARY_LOBES];
  private final double[] lobeSize = new double[PAPILLARY_LOBES];
  private final double bandStart;
  private final double bandEnd;
  private final double bandWidth;

  /**
   * @param moment fraction of the cycle since end diastole, moves the blood
   */
  HeartLayer(HeartShape shape, SmoothNoise noise, double z, double contraction, double moment) {
    this.noise = noise;
    this.z = z;
    this.moment = moment;
    this.lv = shape.leftVentricle(z, contraction);
    Crescent rv = shape.crescent(z, contraction);
    this.lvShare = Paint.cover(z - shape.base(contraction), BASE_BLUR);
    this.rvShare = Paint.cover(z - shape.rvBase(contraction), BASE_BLUR);
    this.atria = new Atria(shape, noise, z, contraction);
    for (int i = 0; i < Circle.STEPS; i++) {
      double angle = Circle.signedAngle(i);
      double depth = rv.depth(angle);
      rvInner[i] = lv.epi(i) + Crescent.GAP;
      rvOuter[i] = rvInner[i] + depth;
      double wall = RV_WALL * (1 + 0.35 * contraction);
      muscle[i] =
          depth > 0 ? Math.max(lv.epi(i), rvOuter[i] + wall * Math.min(1, depth / 5)) : lv.epi(i);
    }
    slope();
    trabeculae(rv, shape);
    fat(rv, shape);
    papillaryMuscles(shape);
    double into = Math.abs(rv.level() - (0.58 + 0.06 * noise.at(77, 3, 2)));
    bandWidth = rv.middle() <= 0 ? 0 : 2.1 * Math.max(0, 1 - into / 0.09);
    bandStart = 0.25 * rv.anterior() * (1 + noise.at(78, 1, 1));
    bandEnd = -0.1 * rv.inferior() * (1 + noise.at(79, 1, 1));
  }

  private void slope() {
    for (int i = 0; i < Circle.STEPS; i++) {
      int before = i == 0 ? Circle.STEPS - 1 : i - 1;
      int after = i + 1 == Circle.STEPS ? 0 : i + 1;
      double dr = (rvOuter[after] - rvOuter[before]) / (2 * Circle.angle(1));
      double r = Math.max(1, rvOuter[i]);
      slant[i] = r / StrictMath.sqrt(r * r + dr * dr);
    }
  }

  private void trabeculae(Crescent rv, HeartShape shape) {
    double s = Paint.clamp(lv.s(), 0, 1);
    double strength = 0.5 + 1.2 * s;
    double turn = shape.twist(s, lv.contraction());
    for (int i = 0; i < Circle.STEPS; i++) {
      double angle = Circle.angle(i) - turn;
      double ca = 2.6 * StrictMath.cos(angle);
      double sa = 2.6 * StrictMath.sin(angle);
      double lateral = 0.62 - 0.38 * Circle.cos(i);
      double ridge = noise.rough(1.5 * ca + 20, 1.5 * sa, 4 * s + 9);
      double depth = TRABECULAE + 4.6 * strength * lateral * Math.max(0, ridge);
      lumen[i] = lv.endo(i) - Math.min(depth, 0.36 * lv.endo(i));
      double coarse = noise.rough(2.6 * ca + 60, 2.6 * sa, 5 * s + 19);
      double level = Paint.clamp(rv.level(), 0, 1);
      double intrusion = (3 + 6 * level) * Math.max(0, coarse - 0.15);
      double space = rvOuter[i] - rvInner[i];
      rvOuter[i] -= Math.min(intrusion, 0.4 * space);
    }
  }

  /** Fat on the heart: thick in the grooves and over the RV, thin over the lateral wall. */
  private void fat(Crescent rv, HeartShape shape) {
    double t = z / shape.size().length();
    double apical = Math.max(0, t - 0.6);
    double beyond = Paint.cover(1.1 - t, 0.2);
    for (int i = 0; i < Circle.STEPS; i++) {
      double angle = Circle.signedAngle(i);
      double toAnterior = (angle - rv.anterior()) / 0.28;
      double toInferior = (angle + rv.inferior()) / 0.28;
      double grooves = 5 / (1 + toAnterior * toAnterior) + 4.5 / (1 + toInferior * toInferior);
      double side = 1 + Circle.cos(i);
      double rough = noise.rough(1.6 * Circle.cos(i) + 30, 1.6 * Circle.sin(i), z / 22);
      double thickness =
          grooves
              + side * (0.8 + 1.4 * rough)
              + 2.5 * apical * side * (1 + rough)
              + 0.8 * rough
              - 0.9;
      if (lvShare < 1) {
        thickness += 3 * (1 - lvShare);
      }
      rim[i] = Math.max(muscle[i], 0.5) + Math.max(0, thickness) * beyond;
    }
    for (int pass = 0; pass < 3; pass++) {
      blur(rim, 6);
    }
    for (int i = 0; i < Circle.STEPS; i++) {
      rim[i] = Math.max(rim[i], muscle[i] + 0.3 * beyond);
    }
    if (z < GROOVE) {
      for (int i = 0; i < Circle.STEPS; i++) {
        rim[i] *= Math.max(0, 1 - (GROOVE - z) / GROOVE_DEPTH);
      }
    }
  }

  private static void blur(double[] ring, int half) {
    double[] source = ring.clone();
    double sum = 0;
    for (int k = -half; k <= half; k++) {
      sum += source[Math.floorMod(k, Circle.STEPS)];
    }
    for (int i = 0; i < Circle.STEPS; i++) {
      ring[i] = sum / (2 * half + 1);
      sum += source[(i + half + 1) % Circle.STEPS] - source[Math.floorMod(i - half, Circle.STEPS)];
    }
  }

  private void papillaryMuscles(HeartShape shape) {
    double s = lv.s();
    double turn = shape.twist(Paint.clamp(s, 0, 1), lv.contraction());
    double[] direction = {2.02, 2.30, -2.28, -2.02, -2.5};
    double[] inset = {0.0, 0.06, 0.02, 0.10, 0.14};
    double[] size = {5.0, 3.8, 4.8, 3.6, 2.8};
    for (int k = 0; k < PAPILLARY_LOBES; k++) {
      double from = 0.2 + 0.05 * noise.at(k, 91, 0);
      double to = 0.74 + 0.06 * noise.at(k, 92, 0);
      double t = (s - from) / (to - from);
      if (t < 0 || t > 1.25) {
        continue;
      }
      double angle =
          direction[k] + 0.22 * noise.at(k, 93, 1.5 * s) + 0.25 * noise.at(0, 94, 0) + turn;
      double tip = StrictMath.sqrt(Math.min(1, t / 0.22));
      double fraction = 0.66 + 0.24 * t + inset[k] + 0.05 * noise.at(k, 95, 2 * s);
      double step = angle / Circle.angle(1);
      double radius = lv.endoAt(step < 0 ? step + Circle.STEPS : step);
      lobeA[k] = fraction * radius * StrictMath.cos(angle);
      lobeB[k] = fraction * radius * StrictMath.sin(angle);
      double grown = size[k] * tip * (1 + 0.2 * noise.at(k, 96, 2 * s));
      double heart = shape.size().radius() / 26;
      lobeSize[k] = Math.min(grown * heart * (1 + 0.06 * lv.contraction()), 0.36 * radius);
    }
  }

  double centreA() {
    return lv.centreA();
  }

  double centreB() {
    return lv.centreB();
  }

  /** Radius of the heart with its fat at a step of the circle. */
  double rimAt(double step) {
    return Circle.sample(rim, step);
  }

  /**
   * The signal at a position over what lies behind the heart.
   *
   * @param width of the pixel, mm
   */
  double signal(double a, double b, double behind, double width) {
    double radius = StrictMath.sqrt(a * a + b * b);
    double step = Circle.step(a, b);
    double toRim = Circle.sample(rim, step) - radius;
    double above = 1 - Math.min(lvShare, rvShare);
    double atrial = above > 0 ? atria.depth(a, b) : -99;
    double inside = Math.max(toRim, above > 0.02 ? atrial : -99);
    if (inside < -width - 2) {
      return behind;
    }
    double texture = noise.rough(a / 7, b / 7, z / 9 + 70);
    double signal = Paint.over(behind, 0.14, 0.8 * Paint.cover(inside + 1.2, width));
    signal = Paint.over(signal, 0.78 * Paint.FAT * (1 + 0.1 * texture), Paint.cover(inside, width));
    double upper = above > 0.02 ? atria.signal(a, b, signal, moment, width) : signal;
    double ventricles = ventricles(a, b, radius, step, signal, texture, width);
    double share = radius < Circle.sample(rvInner, step) ? lvShare : rvShare;
    // magnitudes are mixed, for the planes between chambers are ragged and cancel nowhere for long
    double mixed = Paint.over(Math.abs(upper), Math.abs(ventricles), share);
    return (share < 0.5 ? upper : ventricles) < 0 ? -mixed : mixed;
  }

  private double ventricles(
      double a, double b, double radius, double step, double below, double texture, double width) {
    double wall = Paint.MYOCARDIUM * (1 + 0.06 * texture);
    double signal =
        Paint.over(below, wall, Paint.cover(Circle.sample(muscle, step) - radius, width));
    double flow = noise.at(a / 15, b / 15, z / 25 + 5 * moment);
    double inner = Circle.sample(rvInner, step);
    double outer = Circle.sample(rvOuter, step);
    if (radius > inner - width && outer > inner) {
      double depth = Math.min(radius - inner, (outer - radius) * Circle.sample(slant, step));
      double blood = 0.93 * Paint.BLOOD * (1 + 0.05 * flow + 0.03 * texture);
      blood = Paint.over(blood, wall, band(a, b, radius, inner, outer, width));
      double islands = noise.rough(a / 5.5, b / 5.5, z / 16 + 90);
      double near = Paint.cover(7 - (outer - radius), 8);
      blood = Paint.over(blood, wall, 0.7 * near * Paint.cover(islands - 0.42, 0.25));
      signal = Paint.over(signal, blood, Paint.cover(depth, width));
    }
    double toLumen = Circle.sample(lumen, step) - radius;
    if (toLumen > -width - TRABECULAE) {
      double blood =
          Paint.BLOOD * (1 - 0.1 * lv.contraction()) * (1 + 0.05 * flow + 0.03 * texture);
      blood = Paint.over(blood, wall, papillary(a, b, texture, width));
      double wallside = Paint.cover(5 - toLumen, 5);
      double mesh = noise.rough(a / 4.2, b / 4.2, z / 14 + 40);
      double weave = (0.25 + 0.5 * Paint.clamp(lv.s(), 0, 1)) * wallside;
      blood = Paint.over(blood, wall, weave * Paint.cover(mesh - 0.36, 0.3));
      signal = Paint.over(signal, blood, Paint.cover(toLumen, width + 2.2 * TRABECULAE));
    }
    return signal;
  }

  private double papillary(double a, double b, double texture, double width) {
    double depth = -99;
    for (int k = 0; k < PAPILLARY_LOBES; k++) {
      if (lobeSize[k] > 0) {
        double da = a - lobeA[k];
        double db = b - lobeB[k];
        depth = Math.max(depth, lobeSize[k] - StrictMath.sqrt(da * da + db * db));
      }
    }
    return Paint.cover(depth + 0.8 * texture, width + 0.4);
  }

  /** The moderator band: from the septum across the RV to its free wall. */
  private double band(double a, double b, double radius, double inner, double outer, double width) {
    if (bandWidth <= 0) {
      return 0;
    }
    double across = Paint.clamp((radius - inner) / Math.max(1, outer - inner), 0, 1);
    double angle = bandStart + (bandEnd - bandStart) * across;
    double off = a * StrictMath.sin(angle) - b * StrictMath.cos(angle);
    return 0.85 * Paint.cover(bandWidth - Math.abs(off), width);
  }
}
