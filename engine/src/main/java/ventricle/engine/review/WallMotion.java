package ventricle.engine.review;

/** How a segment of the LV wall moves, as a reader graded it: the scale of ASE and SCMR. */
public enum WallMotion {
  NORMAL(1),
  HYPOKINETIC(2),
  AKINETIC(3),
  DYSKINETIC(4),
  ANEURYSMAL(5);

  private final int score;

  WallMotion(int score) {
    this.score = score;
  }

  /** 1 (normal) to 5 (aneurysmal); the mean over the segments is the wall motion score index. */
  public int score() {
    return score;
  }
}
