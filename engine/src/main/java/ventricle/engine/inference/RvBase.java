package ventricle.engine.inference;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.measure.BasalEnd;

/**
 * Takes away the RV on basal slices that no longer show it, because the base has come down past
 * them. A segmenter that looks at one phase mostly takes the right atrium there for the ventricle;
 * how much the same slice has changed since ED helps to tell the two apart.
 *
 * <p>For the first, second and third slice with an RV at ED a logistic regression, which stands on
 * the segmenter's card, gives the chance that the RV drawn there is one. From the base down, RV
 * contours go until the first slice whose chance is at least one half; those above the RV's first
 * slice at ED go in any case. At ED itself everything stays. The measured effect is on the card.
 *
 * <p>Nothing goes where slices are not as far apart as the rule was made for, where ED shows an RV
 * in one slice at most, or where the RV says that base and apex are exchanged.
 */
final class RvBase {

  private static final int JUDGED = 3;
  private static final double MOST_CAVITY = 1.5;
  private static final double MOST_WALL = 2;

  private final ModelCard.RvBase rule;
  private final CineStack stack;
  private final SortedMap<ContourKey, Tracing> contours;
  private final int ed;
  private final List<Integer> atEd;

  private RvBase(
      ModelCard.RvBase rule, CineStack stack, SortedMap<ContourKey, Tracing> contours, int ed) {
    this.rule = rule;
    this.stack = stack;
    this.contours = contours;
    this.ed = ed;
    this.atEd = List.copyOf(slices(contours, ed));
  }

  /**
   * The RV contours that are to go, of all phases.
   *
   * @param contours with those of ED
   * @param ed phase of ED
   */
  static SortedSet<ContourKey> gone(
      ModelCard.RvBase rule, CineStack stack, SortedMap<ContourKey, Tracing> contours, int ed) {
    SortedSet<ContourKey> gone = new TreeSet<>();
    if (!madeFor(rule, stack)) {
      return gone;
    }
    RvBase base = new RvBase(rule, stack, contours, ed);
    if (base.endsExchanged()) {
      return gone;
    }
    Set<Integer> phases =
        contours.keySet().stream().map(key -> key.frame().phase()).collect(Collectors.toSet());
    for (int phase : phases) {
      if (phase != ed) {
        base.gone(phase).forEach(z -> gone.add(ContourKey.of(z, phase, Structure.RV_ENDO)));
      }
    }
    return gone;
  }

  private static boolean madeFor(ModelCard.RvBase rule, CineStack stack) {
    List<Double> slabs = stack.slabThicknessesMm();
    return slabs == null
        || slabs.stream().allMatch(mm -> mm >= rule.leastSpacingMm() && mm <= rule.mostSpacingMm());
  }

  private boolean endsExchanged() {
    double[] areas = new double[stack.sliceCount()];
    for (int slice = 0; slice < areas.length; slice++) {
      areas[slice] = area(slice, ed, Structure.RV_ENDO);
    }
    return BasalEnd.of(areas) instanceof BasalEnd.Verdict.ProposesFlip;
  }

  private SortedSet<Integer> gone(int phase) {
    SortedSet<Integer> drawn = slices(contours, phase);
    int judged = Math.min(JUDGED, atEd.size() - 1);
    if (judged < 1) {
      return new TreeSet<>();
    }
    for (int step = 0; step < judged; step++) {
      int slice = atEd.get(step);
      if (drawn.contains(slice) && chance(slice, step, phase) >= 0.5) {
        return drawn.headSet(slice);
      }
    }
    return drawn.headSet(atEd.get(judged - 1) + 1);
  }

  /** That what is drawn in a slice, so many from the RV's first at ED, is an RV, 0..1. */
  private double chance(int slice, int step, int phase) {
    double sum =
        rule.intercept()
            + (step == 1 ? rule.second() : 0)
            + (step == 2 ? rule.third() : 0)
            + rule.cavity() * ratio(cavity(slice, phase), cavity(slice, ed), MOST_CAVITY)
            + rule.wall() * ratio(wall(slice, phase), wall(slice, ed), MOST_WALL)
            + rule.confidence() * confidence(slice, phase);
    return 1 / (1 + Math.exp(-sum));
  }

  /** Of the RV's contour; certain where the model does not say, so that the contour stays. */
  private double confidence(int slice, int phase) {
    Tracing tracing = contours.get(ContourKey.of(slice, phase, Structure.RV_ENDO));
    return tracing == null ? 0 : tracing.confidence().orElse(1.0);
  }

  private double cavity(int slice, int phase) {
    return area(slice, phase, Structure.LV_ENDO);
  }

  private double wall(int slice, int phase) {
    return Math.max(0, area(slice, phase, Structure.LV_EPI) - cavity(slice, phase));
  }

  /** In mm², or in pixels where their size is unknown; 0 without a contour. */
  private double area(int slice, int phase, Structure structure) {
    Tracing tracing = contours.get(ContourKey.of(slice, phase, structure));
    PixelSpacing spacing = stack.slice(slice).spacing();
    return tracing == null
        ? 0
        : Polygons.area(tracing.contour()) * (spacing == null ? 1 : spacing.pixelAreaMm2());
  }

  private static double ratio(double now, double before, double most) {
    return before > 0 ? Math.min(now / before, most) : 0;
  }

  /** Those with an RV at a phase. */
  private static SortedSet<Integer> slices(SortedMap<ContourKey, Tracing> contours, int phase) {
    return contours.keySet().stream()
        .filter(key -> key.structure() == Structure.RV_ENDO && key.frame().phase() == phase)
        .map(key -> key.frame().slice())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
