package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Slice;

/**
 * A stack whose images are known but not decoded. Slices are basal first.
 *
 * @param delaysMs delay after the R wave of the images that tell
 */
record StackPlan(
    String description,
    @Nullable String frameOfReference,
    List<Slice> slices,
    int phases,
    SortedMap<FrameKey, FrameHeader> images,
    Map<FrameKey, Double> delaysMs,
    @Nullable List<Double> phaseTimesMs,
    @Nullable Double rrMs,
    List<Note> notes) {

  private static final int SHORT_AXIS_SLICES = 6;

  /** The stack to propose first: enough slices and phases, then more slices, then more images. */
  static final Comparator<StackPlan> PROPOSED =
      Comparator.comparing(StackPlan::isWholeHeart)
          .thenComparing(p -> p.slices.size())
          .thenComparing(p -> p.images.size())
          .reversed();

  boolean isWholeHeart() {
    return slices.size() >= SHORT_AXIS_SLICES && phases >= SliceCine.FULL_CYCLE;
  }

  StackPlan withNote(Note note) {
    List<Note> all = new ArrayList<>(notes);
    all.add(note);
    return new StackPlan(
        description, frameOfReference, slices, phases, images, delaysMs, phaseTimesMs, rrMs, all);
  }
}
