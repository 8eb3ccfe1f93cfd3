package ventricle.engine.review;

import java.util.Optional;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Limit;

/** The rule that the LV endocardium lies inside the LV epicardium, as a limit to what is drawn. */
public final class Nesting {

  private Nesting() {}

  /** What a contour at a place must respect of the others shown there; empty where it is free. */
  public static Optional<Limit> limit(ReviewDocument document, ContourKey key) {
    return switch (key.structure()) {
      case LV_ENDO -> document.shown(key.frame(), Structure.LV_EPI).map(Nesting::within);
      case LV_EPI -> document.shown(key.frame(), Structure.LV_ENDO).map(Nesting::around);
      case RV_ENDO, LV_PAPILLARY -> Optional.empty();
    };
  }

  private static Limit within(Tracing outer) {
    return new Limit.Within(outer.contour());
  }

  private static Limit around(Tracing inner) {
    return new Limit.Around(inner.contour());
  }
}
