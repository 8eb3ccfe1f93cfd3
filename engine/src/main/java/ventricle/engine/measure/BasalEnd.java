package ventricle.engine.measure;

import java.util.SortedSet;
import java.util.TreeSet;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * Which end of the stack is the base: the half with the larger RV area. A proposal for the reader,
 * who decides; nothing is turned round silently.
 */
public final class BasalEnd {

  private BasalEnd() {}

  /** What the RV contours say about the order of slices. */
  public sealed interface Verdict {

    /** The RV is larger in the half that is taken for the base. */
    record Agrees() implements Verdict {}

    /** The RV is larger in the half that is taken for the apex. */
    record ProposesFlip() implements Verdict {}

    /** No RV contours, or both halves alike. */
    record Unknown() implements Verdict {}
  }

  /**
   * Compares the RV areas of both halves, summed over ED and ES, or over all phases while neither
   * is set. The middle slice of an odd number belongs to neither half.
   *
   * @param stack in the document's slice order
   */
  public static Verdict check(CineStack stack, ReviewDocument document) {
    double[] areas = new double[document.sliceCount()];
    SortedSet<Integer> phases = phases(document);
    for (ContourKey key : keys(document)) {
      int slice = key.frame().slice();
      if (key.structure() != Structure.RV_ENDO || !phases.contains(key.frame().phase())) {
        continue;
      }
      PixelSpacing spacing = stack.slice(slice).spacing();
      double area =
          document.shown(key).map(Tracing::contour).map(Polygons::area).orElse(0.0)
              * (spacing == null ? 1 : spacing.pixelAreaMm2());
      areas[slice] += area;
    }
    return of(areas);
  }

  /** The same of the RV's area in each slice, in the order in question. */
  public static Verdict of(double[] areas) {
    int half = areas.length / 2;
    double base = 0;
    double apex = 0;
    for (int i = 0; i < half; i++) {
      base += areas[i];
      apex += areas[areas.length - 1 - i];
    }
    if (base == apex) {
      return new Verdict.Unknown();
    }
    return base > apex ? new Verdict.Agrees() : new Verdict.ProposesFlip();
  }

  private static SortedSet<ContourKey> keys(ReviewDocument document) {
    TreeSet<ContourKey> keys = new TreeSet<>(document.modelLayer().keySet());
    keys.addAll(document.readerLayer().keySet());
    return keys;
  }

  private static SortedSet<Integer> phases(ReviewDocument document) {
    TreeSet<Integer> phases = new TreeSet<>();
    for (Mark which : Mark.values()) {
      PhaseMark mark = document.mark(which);
      if (mark != null) {
        phases.add(mark.phase());
      }
    }
    if (phases.isEmpty()) {
      keys(document).forEach(key -> phases.add(key.frame().phase()));
    }
    return phases;
  }
}
