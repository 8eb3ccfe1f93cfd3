package ventricle.engine.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A long-axis cine of the same examination as a short-axis stack: one plane, to be shown beside it.
 *
 * @param stack the stack among {@link Study#otherStacks()} that holds it
 * @param slice its slice there
 */
public record LongAxis(CineStack stack, int slice) {

  /** A plane this much turned against the short axis shows the heart lengthwise (cosine). */
  private static final double TURNED = Math.cos(Math.toRadians(45));

  private static final int FEWEST_PHASES = 5;

  /**
   * The long-axis cines of a study: those of the short axis' own frame of reference, in which
   * positions mean the same, and turned by more than 45° against it.
   */
  public static List<LongAxis> of(Study study) {
    CineStack shortAxis = study.stack();
    String reference = shortAxis.frameOfReferenceUid();
    List<LongAxis> found = new ArrayList<>();
    if (reference == null) {
      return found;
    }
    Vector3 axis = shortAxis.slice(0).normal();
    for (CineStack other : study.otherStacks()) {
      boolean here = reference.equals(other.frameOfReferenceUid());
      if (here && other.phases() >= FEWEST_PHASES) {
        for (int slice = 0; slice < other.sliceCount(); slice++) {
          if (Math.abs(other.slice(slice).normal().dot(axis)) < TURNED) {
            found.add(new LongAxis(other, slice));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  public Slice plane() {
    return stack.slice(slice);
  }

  /**
   * The frame that stands at the same part of the cycle as a phase of another cine.
   *
   * @param phase 0-based, of {@code phases}
   */
  public FrameKey inStep(int phase, int phases) {
    int own = (int) Math.round((double) phase * stack.phases() / phases);
    return new FrameKey(slice, own % stack.phases());
  }
}
