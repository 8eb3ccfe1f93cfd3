package ventricle.engine.domain;

/** A border a reader draws on short-axis images. */
public enum Structure {
  /** Left-ventricular endocardium: the border of the LV blood pool. */
  LV_ENDO,
  /** Left-ventricular epicardium: the outer border of the LV myocardium. */
  LV_EPI,
  /** Right-ventricular endocardium: the border of the RV blood pool. */
  RV_ENDO,
  /** A papillary muscle inside the LV blood pool. */
  LV_PAPILLARY
}
