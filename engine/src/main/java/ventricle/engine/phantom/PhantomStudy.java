package ventricle.engine.phantom;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Study;

/**
 * A synthetic study with its truth.
 *
 * @param study as a reader of its files would see it; series are organised one per slice
 * @param contours every true LV_ENDO, LV_EPI and RV_ENDO contour of every phase
 * @param truth volumes and phases
 */
public record PhantomStudy(
    Study study, SortedMap<ContourKey, Contour> contours, PhantomTruth truth) {

  public PhantomStudy {
    contours = Collections.unmodifiableSortedMap(new TreeMap<>(contours));
  }
}
