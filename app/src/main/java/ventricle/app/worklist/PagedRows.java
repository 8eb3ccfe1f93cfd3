package ventricle.app.worklist;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.StudyRow;

/**
 * Rows that are fetched when they are looked at, a page at a time; a row that has not come yet is
 * null. JavaFX thread.
 */
final class PagedRows extends ObservableListBase<@Nullable StudyRow> {

  /** Rows fetched at once. */
  static final int PAGE = 200;

  /** Asks for rows, which come by {@link #show}. */
  interface Fetch {
    void page(int from, int generation);
  }

  private final Fetch fetch;
  private final Map<Integer, List<StudyRow>> pages = new HashMap<>();
  private final BitSet asked = new BitSet();
  private int size;
  private int generation;

  PagedRows(Fetch fetch) {
    this.fetch = fetch;
  }

  /** Forgets what was fetched before: another question, or the same once more. */
  int begin() {
    generation++;
    return generation;
  }

  /**
   * Rows that were fetched; those of an older question are left out.
   *
   * @param from place of the first
   * @param total rows there are
   */
  void show(int of, int from, List<StudyRow> rows, int total) {
    if (of != generation) {
      return;
    }
    beginChange();
    if (from == 0) {
      List<@Nullable StudyRow> before = Collections.nCopies(size, null);
      pages.clear();
      asked.clear();
      asked.set(0);
      size = total;
      pages.put(0, List.copyOf(rows));
      nextReplace(0, size, before);
    } else {
      pages.put(from / PAGE, List.copyOf(rows));
      for (int i = from; i < Math.min(size, from + rows.size()); i++) {
        nextSet(i, null);
      }
    }
    endChange();
  }

  @Override
  public @Nullable StudyRow get(int index) {
    List<StudyRow> page = pages.get(index / PAGE);
    if (page != null) {
      return index % PAGE < page.size() ? page.get(index % PAGE) : null;
    }
    if (!asked.get(index / PAGE)) {
      asked.set(index / PAGE);
      fetch.page(index / PAGE * PAGE, generation);
    }
    return null;
  }

  /** The place of a study among the rows that have come. */
  OptionalInt placeOf(StudyKey study) {
    for (Map.Entry<Integer, List<StudyRow>> page : pages.entrySet()) {
      for (int i = 0; i < page.getValue().size(); i++) {
        if (page.getValue().get(i).key().equals(study)) {
          return OptionalInt.of(page.getKey() * PAGE + i);
        }
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public int size() {
    return size;
  }
}
