package ventricle.engine.review;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Point;

/**
 * What one undoable edit changed, with the values before and after. The model's layer is not part
 * of it: undo leaves finished model runs in place.
 *
 * @param flip whether the edit turned the stack round; then nothing else differs
 */
public record Delta(
    boolean flip,
    SortedMap<ContourKey, Change<ReaderEntry>> reader,
    SortedMap<ContourKey, Change<ReviewState>> states,
    Change<PhaseMark> ed,
    Change<PhaseMark> es,
    Change<StudyState> study,
    Change<Papillary> papillary,
    SortedMap<FrameKey, Change<Point>> insertions,
    Change<StudyEntries> entries) {

  public Delta {
    insertions = insertions == null ? new TreeMap<>() : insertions;
    // a journal of an earlier version does not say
    papillary =
        Objects.requireNonNullElse(papillary, new Change<>(Papillary.CAVITY, Papillary.CAVITY));
    entries =
        Objects.requireNonNullElse(entries, new Change<>(StudyEntries.NONE, StudyEntries.NONE));
  }

  /** A value before and after; null stands for none. */
  public record Change<T>(@Nullable T before, @Nullable T after) {
    boolean real() {
      return !Objects.equals(before, after);
    }
  }

  static Delta between(ReviewDocument before, ReviewDocument after) {
    Change<StudyState> study = new Change<>(before.state(), after.state());
    Change<PhaseMark> ed = new Change<>(before.ed(), after.ed());
    Change<PhaseMark> es = new Change<>(before.es(), after.es());
    Change<Papillary> papillary = new Change<>(before.papillary(), after.papillary());
    Change<StudyEntries> entries = new Change<>(before.entries(), after.entries());
    if (before.flipped() != after.flipped()) {
      return new Delta(
          true,
          new TreeMap<>(),
          new TreeMap<>(),
          ed,
          es,
          study,
          papillary,
          new TreeMap<>(),
          entries);
    }
    return new Delta(
        false,
        changes(before.readerLayer(), after.readerLayer()),
        changes(before.states(), after.states()),
        ed,
        es,
        study,
        papillary,
        changes(before.insertions(), after.insertions()),
        entries);
  }

  private static <K extends Comparable<K>, V> SortedMap<K, Change<V>> changes(
      SortedMap<K, V> before, SortedMap<K, V> after) {
    TreeSet<K> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    TreeMap<K, Change<V>> changes = new TreeMap<>();
    for (K key : keys) {
      Change<V> change = new Change<>(before.get(key), after.get(key));
      if (change.real()) {
        changes.put(key, change);
      }
    }
    return changes;
  }

  ReviewDocument undo(ReviewDocument document) {
    return move(document, true);
  }

  ReviewDocument redo(ReviewDocument document) {
    return move(document, false);
  }

  private ReviewDocument move(ReviewDocument document, boolean back) {
    DocumentBuilder b = new DocumentBuilder(flip ? Edits.flipped(document) : document);
    put(b.readerLayer, reader, back);
    put(b.states, states, back);
    put(b.insertions, insertions, back);
    if (ed.real()) {
      b.ed = back ? ed.before : ed.after;
    }
    if (es.real()) {
      b.es = back ? es.before : es.after;
    }
    // where the value to return to is the detector's, its latest word counts
    Optional.ofNullable(document.detected()).ifPresent(b::detectorMarks);
    if (papillary.real()) {
      b.papillary = Objects.requireNonNull(back ? papillary.before : papillary.after);
    }
    if (entries.real()) {
      b.entries = Objects.requireNonNull(back ? entries.before : entries.after);
    }
    if (study.real()) {
      b.state = Objects.requireNonNull(back ? study.before : study.after);
    }
    ReviewDocument moved = b.build();
    if (moved.state() == StudyState.READY && !ReviewProgress.of(moved).complete()) {
      // a model run in between left frames to review
      b.state = StudyState.DRAFT;
      return b.build();
    }
    return moved;
  }

  private static <K, V> void put(
      SortedMap<K, V> map, SortedMap<K, Change<V>> changes, boolean back) {
    changes.forEach(
        (key, change) -> {
          V value = back ? change.before : change.after;
          if (value == null) {
            map.remove(key);
          } else {
            map.put(key, value);
          }
        });
  }

  /**
   * The same change without what readers said about contours that a model run has replaced since:
   * going back must not accept a contour nobody has seen.
   */
  Delta withoutReviewOf(Set<ContourKey> replaced) {
    TreeMap<ContourKey, Change<ReviewState>> kept = new TreeMap<>();
    states.forEach(
        (key, change) -> {
          Change<ReviewState> left =
              replaced.contains(key)
                  ? new Change<>(exclusion(change.before), exclusion(change.after))
                  : change;
          if (left.real() || replaced.contains(key)) {
            kept.put(key, left);
          }
        });
    return new Delta(flip, reader, kept, ed, es, study, papillary, insertions, entries);
  }

  private static @Nullable ReviewState exclusion(@Nullable ReviewState state) {
    return state instanceof ReviewState.Excluded ? state : null;
  }
}
