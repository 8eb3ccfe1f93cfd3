package ventricle.engine.dicom.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/** Frames that are present and carry a contour that counts. */
public final class CountedFrames {

  private CountedFrames() {}

  /**
   * Of one phase, base to apex.
   *
   * @param phase 0-based; null gives none
   */
  public static Set<FrameKey> of(
      CineStack stack, ReviewDocument document, @Nullable Integer phase) {
    Set<FrameKey> frames = new LinkedHashSet<>();
    if (phase == null) {
      return frames;
    }
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      FrameKey key = new FrameKey(slice, phase);
      boolean counted =
          Arrays.stream(Structure.values())
              .anyMatch(s -> document.counted(new ContourKey(key, s)).isPresent());
      if (counted && stack.frame(key).isPresent()) {
        frames.add(key);
      }
    }
    return frames;
  }

  /** Of the phases marked ED and ES. */
  public static List<FrameKey> atMarks(CineStack stack, ReviewDocument document) {
    List<FrameKey> frames = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      PhaseMark set = document.mark(mark);
      frames.addAll(of(stack, document, set == null ? null : set.phase()));
    }
    return frames;
  }
}
