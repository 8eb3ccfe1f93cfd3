package ventricle.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.domain.Vector3;
import ventricle.engine.inference.Heatmap;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewDocument;

/** A beating ring of known size with its contours: enough anatomy for the viewer's tests. */
public final class SyntheticStudy {

  public static final ModelRef MODEL = new ModelRef("segment", "test-net", "1.0", "00");

  public final int size;
  public final int slices;
  public final int phases;
  public final CineStack stack;
  public final ReviewDocument document;

  public SyntheticStudy(int size, int slices, int phases) {
    this(size, slices, phases, new PixelSpacing(1.4, 1.4));
  }

  public SyntheticStudy(int size, int slices, int phases, PixelSpacing spacing) {
    this.size = size;
    this.slices = slices;
    this.phases = phases;
    List<Slice> geometry = new ArrayList<>();
    SortedMap<FrameKey, CineFrame> frames = new TreeMap<>();
    SortedMap<ContourKey, Tracing> contours = new TreeMap<>();
    Random noise = new Random(7);
    for (int s = 0; s < slices; s++) {
      geometry.add(
          new Slice(
              size,
              size,
              spacing,
              new Vector3(0, 0, -10 * s),
              new Vector3(.73, .64, -.24).normalised(),
              new Vector3(.18, -.53, -.83).normalised(),
              8.0));
      for (int p = 0; p < phases; p++) {
        FrameKey key = new FrameKey(s, p);
        frames.put(key, frame(key, noise));
        Provenance model = new Provenance.Model(MODEL);
        contours.put(
            new ContourKey(key, Structure.LV_ENDO),
            new Tracing(circle(centreX(), centreY(), endo(s, p), .06), model));
        contours.put(
            new ContourKey(key, Structure.LV_EPI),
            new Tracing(circle(centreX(), centreY(), epi(s, p), 0), model));
        contours.put(new ContourKey(key, Structure.RV_ENDO), new Tracing(crescent(s, p), model));
      }
    }
    List<Double> times = new ArrayList<>();
    for (int p = 0; p < phases; p++) {
      times.add(p * 900.0 / phases);
    }
    stack = new CineStack("", null, geometry, phases, frames, times, 900.0, List.of());
    document =
        new ReviewDocument(
            "1.2.3",
            slices,
            phases,
            false,
            new ventricle.engine.review.PhaseMark(ed(), new Provenance.Model(MODEL)),
            new ventricle.engine.review.PhaseMark(es(), new Provenance.Model(MODEL)),
            detected(),
            contours,
            new TreeMap<>(),
            new TreeMap<>(),
            new java.util.TreeSet<>(),
            java.util.Set.of(MODEL),
            "cpu",
            ventricle.engine.review.StudyState.DRAFT);
  }

  public int ed() {
    return 2 % phases;
  }

  public int es() {
    return phases * 2 / 5;
  }

  /** Volume in ml that the LV curve shows at a phase. */
  public double volume(int phase) {
    return 56 + 78 * (1 - systole(phase));
  }

  private double systole(int phase) {
    double d = (phase - es()) / (phases * .2);
    return Math.exp(-d * d);
  }

  public double centreX() {
    return size * .53;
  }

  public double centreY() {
    return size * .5;
  }

  public double endo(int slice, int phase) {
    double taper = 1 - .6 * Math.pow((double) slice / Math.max(1, slices), 2);
    return size * .105 * taper * (1 - .32 * systole(phase));
  }

  public double epi(int slice, int phase) {
    double taper = 1 - .5 * Math.pow((double) slice / Math.max(1, slices), 2);
    return size * .165 * taper * (1 - .08 * systole(phase));
  }

  private Contour circle(double cx, double cy, double r, double wobble) {
    int n = 120;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / n;
      double radius = r * (1 + wobble * Math.sin(3 * a));
      xs[i] = cx + radius * Math.cos(a);
      ys[i] = cy + radius * Math.sin(a);
    }
    return Contour.of(xs, ys);
  }

  private Contour crescent(int s, int p) {
    double r = epi(s, p);
    double cx = centreX() - r * 1.15;
    List<ventricle.engine.domain.Point> points = new ArrayList<>();
    for (int i = 0; i <= 60; i++) {
      double a = Math.PI * (.5 + i / 60.0);
      points.add(
          new ventricle.engine.domain.Point(
              cx + r * .25 + 1.05 * r * Math.cos(a), centreY() + r * .98 * Math.sin(a)));
    }
    for (int i = 0; i <= 40; i++) {
      double a = Math.PI * (1.34 - .68 * i / 40.0);
      points.add(
          new ventricle.engine.domain.Point(
              centreX() + 1.06 * r * Math.cos(a), centreY() + 1.06 * r * Math.sin(a)));
    }
    return Contour.of(points);
  }

  private CineFrame frame(FrameKey key, Random noise) {
    short[] stored = new short[size * size];
    double endo = endo(key.slice(), key.phase());
    double epi = epi(key.slice(), key.phase());
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double dx = x - centreX();
        double dy = y - centreY();
        double r = Math.hypot(dx, dy);
        double rv = Math.hypot(dx + epi * .95, dy * .95);
        double body = Math.hypot((x - size * .5) / (size * .45), (y - size * .5) / (size * .42));
        double value = body > 1 ? 12 : body > .93 ? 700 : body > .8 ? 190 : 60;
        value = rv < epi * .95 ? 560 : value;
        value = r < epi ? 130 : value;
        value = r < endo ? 620 : value;
        double bias = 1.15 - .5 * y / size;
        stored[y * size + x] = (short) Math.max(0, value * bias + noise.nextGaussian() * 22);
      }
    }
    return new CineFrame(
        new InstanceRef("", "1." + key.slice() + "." + key.phase(), "", 1),
        Pixels.unsigned(size, size, stored),
        key.phase() * 900.0 / phases,
        null,
        null);
  }

  private DetectedPhases detected() {
    List<Double> ed = new ArrayList<>();
    List<Double> es = new ArrayList<>();
    for (int p = 0; p < phases; p++) {
      ed.add(Math.exp(-Math.pow((p - ed()) / 1.8, 2)) * .92);
      es.add(Math.exp(-Math.pow((p - es()) / 1.4, 2)) * .88);
    }
    return new DetectedPhases(ed(), es(), ed, es, MODEL);
  }

  /** Attention around the wall. */
  public Heatmap heatmap(FrameKey key) {
    float[] values = new float[size * size];
    double middle = (endo(key.slice(), key.phase()) + epi(key.slice(), key.phase())) / 2;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double dx = x - centreX();
        double dy = y - centreY();
        double off = (Math.hypot(dx, dy) - middle) / (size * .045);
        double side = .6 + .4 * Math.cos(Math.atan2(dy, dx) - 2.4);
        values[y * size + x] = (float) (Math.exp(-off * off) * side);
      }
    }
    return new Heatmap(size, size, values, "decoder2", MODEL);
  }

  /** The document after an edit that sets a contour. */
  public ReviewDocument with(Edit.SetContour edit) {
    TreeMap<ContourKey, ventricle.engine.review.ReaderEntry> reader =
        new TreeMap<>(document.readerLayer());
    reader.put(edit.key(), new ventricle.engine.review.ReaderEntry.Drawn(edit.tracing()));
    return new ReviewDocument(
        document.studyInstanceUid(),
        slices,
        phases,
        false,
        document.ed(),
        document.es(),
        document.detected(),
        document.modelLayer(),
        reader,
        document.states(),
        document.segmentedPhases(),
        document.models(),
        document.device(),
        document.state());
  }
}
