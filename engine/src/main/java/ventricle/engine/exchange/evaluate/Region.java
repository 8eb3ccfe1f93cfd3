package ventricle.engine.exchange.evaluate;

/** What is compared: an area of a slice, as contours bound it or labels fill it. */
public enum Region {
  /** Inside the endocardium, papillary muscles in it; label 3. */
  LV_CAVITY,
  /** Inside the epicardium; labels 2 and 3. */
  LV_EPICARDIUM,
  /** Between the two; label 2. */
  LV_MYOCARDIUM,
  /** Label 1. */
  RV_CAVITY
}
