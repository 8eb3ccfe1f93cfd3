package ventricle.engine.review;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Tracing;

/**
 * One released change of a {@link ReviewDocument}; the journal is a list of these. Everything an
 * edit needs is inside it, so applying it twice to the same document gives the same result.
 */
public sealed interface Edit {

  /** The reader's contour at a place; replaces what the reader had there. */
  record SetContour(ContourKey key, Tracing tracing, Gesture gesture) implements Edit {}

  /** The reader takes a contour away. */
  record RemoveContour(ContourKey key, String reader) implements Edit {}

  /** Drops the reader's entry: the model's contour shows again, unreviewed. */
  record RevertToModel(ContourKey key) implements Edit {}

  /**
   * Contours computed for several places at once, one step. Refused where a reader has reviewed a
   * place: what somebody judged is not painted over. Only what a reader takes back goes there too,
   * to be reviewed again.
   */
  record FillContours(SortedMap<ContourKey, Tracing> contours, Filling filling) implements Edit {
    public FillContours {
      contours = Collections.unmodifiableSortedMap(new TreeMap<>(contours));
    }
  }

  /** The reader takes several contours away, one step. */
  record RemoveContours(Set<ContourKey> keys, String reader) implements Edit {
    public RemoveContours {
      keys = Set.copyOf(keys);
    }
  }

  /** Drops the reader's entries at several places: the model's contours show again, unreviewed. */
  record RestoreModel(Set<ContourKey> keys) implements Edit {
    public RestoreModel {
      keys = Set.copyOf(keys);
    }
  }

  /**
   * The reader says that structures are not in their frames; contours shown there are taken away,
   * and a later model run does not bring them back.
   */
  record ConfirmAbsent(Set<ContourKey> keys, String reader) implements Edit {
    public ConfirmAbsent {
      keys = Set.copyOf(keys);
    }
  }

  /**
   * Puts the anterior RV insertion point of a frame.
   *
   * @param point in image coordinates; null lets it follow the contours again
   */
  record PlaceInsertion(FrameKey frame, @Nullable Point point, String reader) implements Edit {}

  /** Moves ED or ES to a 0-based phase. */
  record MoveMark(Mark mark, int phase, String reader) implements Edit {}

  /** Sets the review state of structures in frames; accepting is {@link ReviewState.Contoured}. */
  record SetState(Map<ContourKey, ReviewState> states) implements Edit {
    public SetState {
      states = Map.copyOf(states);
    }
  }

  /** A step in the life of a study. */
  sealed interface OfLife extends Edit {}

  /** Accepts the study as a whole (READY), or takes that back (DRAFT). */
  record SetStudyState(StudyState state, String reader) implements OfLife {}

  /** Freezes the study as it is. */
  record Sign(SignedVersion version) implements OfLife {}

  /** Opens a signed study to be changed. */
  record Amend(Amendment amendment) implements OfLife {}

  /** Which frames a reader has had on screen; no step to be undone. */
  record LookAt(SortedMap<FrameKey, Look> looks) implements Edit {
    public LookAt {
      looks = Collections.unmodifiableSortedMap(new TreeMap<>(looks));
    }
  }

  /** Exchanges base and apex: every slice index is turned round. */
  record FlipStack(String reader) implements Edit {}

  /** Counts papillary muscles in the cavity or in the muscle, in the whole study. */
  record SetPapillary(Papillary papillary, String reader) implements Edit {}

  /**
   * The reader enters something about the study.
   *
   * @param entries of which only the part named is taken over
   */
  record SetEntries(StudyEntries entries, Entered what, String reader) implements Edit {}

  /**
   * A finished model run: replaces the model's layer in the phases named and, where a detector ran,
   * its marks (a mark set by a reader stays). Not undone by undo.
   *
   * @param phases 0-based phases that were segmented; empty slices there mean "model found nothing"
   * @param leftOut contours that the model drew there and a rule of it took away, so that they are
   *     not among {@code contours}
   * @param secondReading volumes read without contours; null keeps those of an earlier run
   * @param minMeanConfidence mean confidence of a phase's LV contours below which the segmenter is
   *     not to be trusted there; null when the segmenter does not say
   */
  record ModelRun(
      Set<Integer> phases,
      SortedMap<ContourKey, Tracing> contours,
      SortedMap<ContourKey, Tracing> leftOut,
      @Nullable DetectedPhases detected,
      Set<ModelRef> models,
      String device,
      @Nullable SecondReading secondReading,
      @Nullable Double minMeanConfidence)
      implements Edit {
    public ModelRun {
      phases = Set.copyOf(phases);
      contours = Collections.unmodifiableSortedMap(new TreeMap<>(contours));
      // journals before version 5 do not know any
      leftOut = leftOut == null ? new TreeMap<>() : new TreeMap<>(leftOut);
      leftOut = Collections.unmodifiableSortedMap(leftOut);
      models = Set.copyOf(models);
    }

    /** A run of a segmenter that left nothing out. */
    public ModelRun(
        Set<Integer> phases,
        SortedMap<ContourKey, Tracing> contours,
        @Nullable DetectedPhases detected,
        Set<ModelRef> models,
        String device,
        @Nullable SecondReading secondReading,
        @Nullable Double minMeanConfidence) {
      this(
          phases,
          contours,
          new TreeMap<>(),
          detected,
          models,
          device,
          secondReading,
          minMeanConfidence);
    }

    /** The same without a second reading, of one that does not say how sure it is. */
    public ModelRun(
        Set<Integer> phases,
        SortedMap<ContourKey, Tracing> contours,
        @Nullable DetectedPhases detected,
        Set<ModelRef> models,
        String device) {
      this(phases, contours, detected, models, device, null, null);
    }

    /**
     * The same run with slices counted from the other end: for a stack that was turned round while
     * the models ran.
     */
    public ModelRun flipped(int sliceCount) {
      return new ModelRun(
          phases,
          Edits.turned(contours, key -> Edits.flipped(key, sliceCount)),
          Edits.turned(leftOut, key -> Edits.flipped(key, sliceCount)),
          detected,
          models,
          device,
          secondReading,
          minMeanConfidence);
    }
  }
}
