package ventricle.viewer.overlay;

import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/** What a reader has said about a frame as a whole that its contours do not show. */
public enum FrameMark {
  NONE,
  /** Left out of every number. */
  EXCLUDED,
  /** Neither ventricle is in it. */
  ABSENT;

  public static FrameMark of(ReviewDocument document, FrameKey frame) {
    if (ReviewProgress.isExcluded(document, frame)) {
      return EXCLUDED;
    }
    return ReviewProgress.isAbsent(document, frame) ? ABSENT : NONE;
  }
}
