package ventricle.engine.dicom.cine;

/** What can order images in the cardiac cycle, the most trustworthy first. */
enum PhaseKey {
  /** Delay after the R wave in ms; Philips puts the start of the scan here. */
  TRIGGER_TIME(true, true),
  NOMINAL_TRIGGER_DELAY(true, true),
  TEMPORAL_POSITION(false, false),
  ACQUISITION_TIME(true, false),
  CONTENT_TIME(true, false),
  INSTANCE_NUMBER(false, false);

  private final boolean time;
  private final boolean delay;

  PhaseKey(boolean time, boolean delay) {
    this.time = time;
    this.delay = delay;
  }

  /** Whether values are in ms. */
  boolean isTime() {
    return time;
  }

  /** Whether values count from the R wave. */
  boolean isDelay() {
    return delay;
  }
}
