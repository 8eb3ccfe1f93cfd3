package ventricle.engine.review;

/** Documents as one of their layers alone, or with slices counted from the other end. */
public final class Layers {

  private Layers() {}

  /** What the models said, as if no reader had touched it: their contours and their marks. */
  public static ReviewDocument modelOnly(ReviewDocument document) {
    DocumentBuilder b = new DocumentBuilder(document);
    b.readerLayer.clear();
    b.states.clear();
    b.looks.clear();
    b.signatures = Signatures.NONE;
    b.state = StudyState.DRAFT;
    b.ed = null;
    b.es = null;
    if (document.detected() != null) {
      b.detectorMarks(document.detected());
    }
    return b.build();
  }

  /**
   * The same document counting slices from the base that another document has, so that the two can
   * be laid over each other.
   */
  public static ReviewDocument inOrder(ReviewDocument document, boolean flipped) {
    return document.flipped() == flipped ? document : Edits.flipped(document);
  }
}
