package ventricle.engine.review;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;

/**
 * How far the reader is with the frames that numbers are taken from: every slice at ED and at ES. A
 * frame is reviewed when a reader has said something about each of LV endocardium, LV epicardium
 * and RV endocardium, and about any papillary muscle shown.
 *
 * @param reviewed frames in use that are done
 * @param remaining frames in use that are not
 * @param marksSet whether both ED and ES are set; without them nothing is in use yet
 */
public record ReviewProgress(
    SortedSet<FrameKey> reviewed, SortedSet<FrameKey> remaining, boolean marksSet) {

  private static final List<Structure> ALWAYS =
      List.of(Structure.LV_ENDO, Structure.LV_EPI, Structure.RV_ENDO);

  public static ReviewProgress of(ReviewDocument document) {
    TreeSet<FrameKey> done = new TreeSet<>();
    TreeSet<FrameKey> open = new TreeSet<>();
    for (FrameKey frame : framesInUse(document)) {
      (isReviewed(document, frame) ? done : open).add(frame);
    }
    return new ReviewProgress(done, open, document.ed() != null && document.es() != null);
  }

  /** Every slice at ED and at ES, as far as these are set. */
  public static SortedSet<FrameKey> framesInUse(ReviewDocument document) {
    TreeSet<FrameKey> frames = new TreeSet<>();
    for (Mark mark : Mark.values()) {
      Optional.ofNullable(document.mark(mark))
          .ifPresent(
              set ->
                  IntStream.range(0, document.sliceCount())
                      .forEach(slice -> frames.add(new FrameKey(slice, set.phase()))));
    }
    return frames;
  }

  public static boolean isReviewed(ReviewDocument document, FrameKey frame) {
    return structuresOf(document, frame).allMatch(key -> document.stateOf(key).reviewed());
  }

  public boolean complete() {
    return marksSet && remaining.isEmpty();
  }

  /** One sentence that says what is missing for a reader to finish. */
  public String describeRemaining() {
    if (!marksSet) {
      return "ED and ES are not both set.";
    }
    return switch (remaining.size()) {
      case 0 -> "Every frame in use is reviewed.";
      case 1 -> "1 frame in use is not reviewed yet.";
      default -> remaining.size() + " frames in use are not reviewed yet.";
    };
  }

  /**
   * The edit by which a reader accepts a frame as it is shown: contours that are shown are
   * accepted, structures that are not are confirmed absent, exclusions stay.
   */
  public static Edit.SetState acceptFrame(ReviewDocument document, FrameKey frame, String reader) {
    TreeMap<ContourKey, ReviewState> states = new TreeMap<>();
    structuresOf(document, frame)
        .filter(key -> !document.excluded(key))
        .forEach(
            key ->
                states.put(
                    key,
                    document.shown(key).isPresent()
                        ? new ReviewState.Contoured(reader)
                        : new ReviewState.ConfirmedAbsent(reader)));
    return new Edit.SetState(states);
  }

  /** Whether a frame is left out of every number. */
  public static boolean isExcluded(ReviewDocument document, FrameKey frame) {
    return ALWAYS.stream().allMatch(s -> document.excluded(new ContourKey(frame, s)));
  }

  /** Whether a reader has confirmed of a frame that neither ventricle is in it. */
  public static boolean isAbsent(ReviewDocument document, FrameKey frame) {
    return ALWAYS.stream()
        .allMatch(
            s -> document.stateOf(new ContourKey(frame, s)) instanceof ReviewState.ConfirmedAbsent);
  }

  /**
   * The edit by which a reader leaves a frame out of every number; contours stay as they are.
   *
   * @param reason for the findings and the report, one phrase
   */
  public static Edit.SetState exclude(FrameKey frame, String reader, String reason) {
    return everyStructure(frame, new ReviewState.Excluded(reader, reason));
  }

  /** The edit by which an excluded frame counts again, to be reviewed anew. */
  public static Edit.SetState include(FrameKey frame) {
    return everyStructure(frame, new ReviewState.Unreviewed());
  }

  private static Edit.SetState everyStructure(FrameKey frame, ReviewState state) {
    TreeMap<ContourKey, ReviewState> states = new TreeMap<>();
    for (Structure structure : Structure.values()) {
      states.put(new ContourKey(frame, structure), state);
    }
    return new Edit.SetState(states);
  }

  /**
   * Accepting a whole study at once.
   *
   * @param edit accepts the frames in use that were looked at and are not reviewed yet; it may be
   *     empty
   * @param notViewed frames in use that nobody has looked at, so that they are not accepted
   */
  public record StudyAcceptance(Edit.SetState edit, SortedSet<FrameKey> notViewed) {}

  /**
   * Accepts what the reader has had on screen, and lists what is left to look at.
   *
   * @param viewed frames the reader has had on the canvas
   */
  public static StudyAcceptance acceptStudy(
      ReviewDocument document, SortedSet<FrameKey> viewed, String reader) {
    TreeMap<ContourKey, ReviewState> states = new TreeMap<>();
    TreeSet<FrameKey> left = new TreeSet<>();
    for (FrameKey frame : of(document).remaining()) {
      if (viewed.contains(frame)) {
        states.putAll(acceptFrame(document, frame, reader).states());
      } else {
        left.add(frame);
      }
    }
    return new StudyAcceptance(new Edit.SetState(states), left);
  }

  private static Stream<ContourKey> structuresOf(ReviewDocument document, FrameKey frame) {
    return Arrays.stream(Structure.values())
        .map(structure -> new ContourKey(frame, structure))
        .filter(key -> ALWAYS.contains(key.structure()) || document.shown(key).isPresent());
  }
}
