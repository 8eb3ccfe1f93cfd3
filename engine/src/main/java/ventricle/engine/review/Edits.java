package ventricle.engine.review;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.EditResult.Reason;

/**
 * The rules by which edits change a document.
 *
 * <ul>
 *   <li>A contour that changes is unreviewed again until a reader accepts it; an exclusion stays.
 *   <li>A study that was ready goes back to draft when anything in it changes.
 *   <li>A signed study changes only after {@link Edit.Amend}.
 *   <li>A model run replaces the model's layer in its phases and never touches the reader's.
 * </ul>
 */
public final class Edits {

  private Edits() {}

  /** The document after an edit, or why it cannot be made. Total: every edit has an answer. */
  public static EditResult apply(ReviewDocument document, Edit edit) {
    if (document.state() == StudyState.SIGNED && !(edit instanceof Edit.OfLife)) {
      return refused(Reason.SIGNED, "The study is signed; open it for amendment to change it.");
    }
    return switch (edit) {
      case Edit.SetContour e -> setContour(document, e);
      case Edit.RemoveContour e -> removeContours(document, Set.of(e.key()), e.reader());
      case Edit.RevertToModel e -> revertToModel(document, Set.of(e.key()));
      case Edit.FillContours e -> fillContours(document, e);
      case Edit.RemoveContours e -> removeContours(document, e.keys(), e.reader());
      case Edit.RestoreModel e -> revertToModel(document, e.keys());
      case Edit.ConfirmAbsent e -> confirmAbsent(document, e);
      case Edit.PlaceInsertion e -> placeInsertion(document, e);
      case Edit.MoveMark e -> moveMark(document, e);
      case Edit.SetState e -> setState(document, e);
      case Edit.OfLife e -> LifeRules.apply(document, e);
      case Edit.LookAt e -> lookAt(document, e);
      case Edit.SetPapillary e -> setPapillary(document, e);
      case Edit.SetEntries e -> EntryRules.apply(document, e);
      case Edit.FlipStack e -> applied(touched(flipped(document)).build());
      case Edit.ModelRun e -> modelRun(document, e);
    };
  }

  private static EditResult setContour(ReviewDocument document, Edit.SetContour e) {
    if (!document.holds(e.key())) {
      return outOfRange();
    }
    DocumentBuilder b = touched(document);
    b.readerLayer.put(e.key(), new ReaderEntry.Drawn(e.tracing()));
    unreview(b.states, e.key());
    return applied(b.build());
  }

  private static EditResult fillContours(ReviewDocument document, Edit.FillContours e) {
    if (!e.contours().keySet().stream().allMatch(document::holds)) {
      return outOfRange();
    }
    if (e.filling() != Filling.TAKEN_BACK
        && e.contours().keySet().stream().anyMatch(key -> document.stateOf(key).reviewed())) {
      return refused(
          Reason.CONTRADICTION, "A place that a reader has reviewed is not filled by itself.");
    }
    DocumentBuilder b = touched(document);
    e.contours()
        .forEach(
            (key, tracing) -> {
              b.readerLayer.put(key, new ReaderEntry.Drawn(tracing));
              unreview(b.states, key);
            });
    return applied(b.build());
  }

  private static EditResult removeContours(
      ReviewDocument document, Set<ContourKey> keys, String reader) {
    if (!keys.stream().allMatch(document::holds)) {
      return outOfRange();
    }
    DocumentBuilder b = touched(document);
    for (ContourKey key : keys) {
      if (document.segmentedPhases().contains(key.frame().phase())
          || document.modelLayer().containsKey(key)) {
        b.readerLayer.put(key, new ReaderEntry.Removed(reader));
      } else {
        // no model has looked here: nothing to hold against a later run
        b.readerLayer.remove(key);
      }
      unreview(b.states, key);
    }
    return applied(b.build());
  }

  private static EditResult revertToModel(ReviewDocument document, Set<ContourKey> keys) {
    if (!keys.stream().allMatch(document::holds)) {
      return outOfRange();
    }
    DocumentBuilder b = touched(document);
    for (ContourKey key : keys) {
      b.readerLayer.remove(key);
      unreview(b.states, key);
    }
    return applied(b.build());
  }

  private static EditResult confirmAbsent(ReviewDocument document, Edit.ConfirmAbsent e) {
    if (!e.keys().stream().allMatch(document::holds)) {
      return outOfRange();
    }
    if (e.keys().stream().anyMatch(document::excluded)) {
      return refused(
          Reason.CONTRADICTION, "This slice is left out of the numbers here; include it first.");
    }
    DocumentBuilder b = touched(document);
    for (ContourKey key : e.keys()) {
      b.readerLayer.put(key, new ReaderEntry.Removed(e.reader()));
      b.states.put(key, new ReviewState.ConfirmedAbsent(e.reader()));
    }
    return applied(b.build());
  }

  private static EditResult placeInsertion(ReviewDocument document, Edit.PlaceInsertion e) {
    if (!document.holds(e.frame())) {
      return outOfRange();
    }
    DocumentBuilder b = touched(document);
    if (e.point() == null) {
      b.insertions.remove(e.frame());
    } else {
      b.insertions.put(e.frame(), e.point());
    }
    return applied(b.build());
  }

  private static EditResult moveMark(ReviewDocument document, Edit.MoveMark e) {
    if (e.phase() < 0 || e.phase() >= document.phaseCount()) {
      return outOfRange();
    }
    DocumentBuilder b = touched(document);
    b.mark(e.mark(), new PhaseMark(e.phase(), new Provenance.Manual(e.reader())));
    return applied(b.build());
  }

  private static EditResult setState(ReviewDocument document, Edit.SetState e) {
    DocumentBuilder b = touched(document);
    for (Map.Entry<ContourKey, ReviewState> entry : e.states().entrySet()) {
      ContourKey key = entry.getKey();
      if (!document.holds(key)) {
        return outOfRange();
      }
      boolean shown = document.shown(key).isPresent();
      switch (entry.getValue()) {
        case ReviewState.Unreviewed s -> b.states.remove(key);
        case ReviewState.Contoured s when !shown -> {
          return refused(Reason.CONTRADICTION, "There is no contour to accept here.");
        }
        case ReviewState.ConfirmedAbsent s when shown -> {
          return refused(
              Reason.CONTRADICTION, "A contour is shown here; remove it before calling it absent.");
        }
        case ReviewState s -> b.states.put(key, s);
      }
    }
    return applied(b.build());
  }

  private static EditResult lookAt(ReviewDocument document, Edit.LookAt e) {
    if (!e.looks().keySet().stream().allMatch(document::holds)) {
      return outOfRange();
    }
    DocumentBuilder b = new DocumentBuilder(document);
    b.looks.putAll(e.looks());
    return applied(b.build());
  }

  private static EditResult setPapillary(ReviewDocument document, Edit.SetPapillary e) {
    if (e.papillary() == Papillary.MASS && !document.shows(Structure.LV_PAPILLARY)) {
      return refused(
          Reason.CONTRADICTION,
          "No papillary muscle is drawn in this study, so none can be taken out of the cavity.");
    }
    DocumentBuilder b = touched(document);
    b.papillary = e.papillary();
    return applied(b.build());
  }

  private static EditResult modelRun(ReviewDocument document, Edit.ModelRun e) {
    int last = document.phaseCount();
    DetectedPhases found = e.detected();
    boolean inRange =
        e.phases().stream().allMatch(p -> p >= 0 && p < last)
            && Stream.concat(e.contours().keySet().stream(), e.leftOut().keySet().stream())
                .allMatch(k -> document.holds(k) && e.phases().contains(k.frame().phase()))
            && (found == null || inRange(found, last))
            && (e.secondReading() == null || inRange(e.secondReading(), last));
    if (!inRange) {
      return outOfRange();
    }
    DocumentBuilder b = new DocumentBuilder(document);
    b.modelLayer.keySet().removeIf(key -> e.phases().contains(key.frame().phase()));
    b.modelLayer.putAll(e.contours());
    b.leftOut.keySet().removeIf(key -> e.phases().contains(key.frame().phase()));
    b.leftOut.putAll(e.leftOut());
    for (ContourKey key : document.changedModelKeys(b.modelLayer)) {
      if (!document.readerLayer().containsKey(key)) {
        unreview(b.states, key);
      }
    }
    b.segmentedPhases.addAll(e.phases());
    for (ModelRef model : e.models()) {
      b.models.removeIf(old -> old.role().equals(model.role()));
      b.models.add(model);
    }
    b.device = e.device();
    if (e.secondReading() != null) {
      b.secondReading = e.secondReading();
    }
    if (!e.phases().isEmpty()) {
      b.minMeanConfidence = e.minMeanConfidence();
    }
    if (found != null) {
      b.detected = found;
      b.detectorMarks(found);
    }
    return applied(backToDraft(b).build());
  }

  private static boolean inRange(DetectedPhases found, int phases) {
    return found.edPhase() >= 0
        && found.edPhase() < phases
        && found.esPhase() >= 0
        && found.esPhase() < phases;
  }

  private static boolean inRange(SecondReading read, int phases) {
    return Stream.of(read.ed(), read.es()).allMatch(v -> v.phase() >= 0 && v.phase() < phases);
  }

  /** The document with every slice index counted from the other end. */
  static ReviewDocument flipped(ReviewDocument document) {
    UnaryOperator<ContourKey> turn = key -> flipped(key, document.sliceCount());
    DocumentBuilder b = new DocumentBuilder(document);
    b.flipped = !document.flipped();
    b.modelLayer = turned(document.modelLayer(), turn);
    b.leftOut = turned(document.leftOut(), turn);
    b.readerLayer = turned(document.readerLayer(), turn);
    b.states = turned(document.states(), turn);
    b.insertions.clear();
    document
        .insertions()
        .forEach((frame, at) -> b.insertions.put(flipped(frame, document.sliceCount()), at));
    b.looks.clear();
    document
        .looks()
        .forEach((frame, look) -> b.looks.put(flipped(frame, document.sliceCount()), look));
    return b.build();
  }

  static ContourKey flipped(ContourKey key, int sliceCount) {
    return new ContourKey(flipped(key.frame(), sliceCount), key.structure());
  }

  private static FrameKey flipped(FrameKey frame, int sliceCount) {
    return new FrameKey(sliceCount - 1 - frame.slice(), frame.phase());
  }

  static <V> SortedMap<ContourKey, V> turned(
      SortedMap<ContourKey, V> map, UnaryOperator<ContourKey> turn) {
    TreeMap<ContourKey, V> result = new TreeMap<>();
    map.forEach((key, value) -> result.put(turn.apply(key), value));
    return result;
  }

  /** What a reader said about a contour no longer holds; an exclusion concerns the frame. */
  private static void unreview(SortedMap<ContourKey, ReviewState> states, ContourKey key) {
    @Nullable ReviewState state = states.get(key);
    if (!(state instanceof ReviewState.Excluded)) {
      states.remove(key);
    }
  }

  private static DocumentBuilder touched(ReviewDocument document) {
    return backToDraft(new DocumentBuilder(document));
  }

  private static DocumentBuilder backToDraft(DocumentBuilder b) {
    if (b.state == StudyState.READY) {
      b.state = StudyState.DRAFT;
    }
    return b;
  }

  private static EditResult applied(ReviewDocument document) {
    return new EditResult.Applied(document);
  }

  private static EditResult outOfRange() {
    return refused(Reason.OUT_OF_RANGE, "This slice or phase is not part of the stack.");
  }

  private static EditResult refused(Reason reason, String message) {
    return new EditResult.Refused(reason, message);
  }
}
