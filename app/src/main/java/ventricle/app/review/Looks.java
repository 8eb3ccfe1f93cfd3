package ventricle.app.review;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Look;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/**
 * Which frames the reader has had on screen, and with which contours: a frame whose contours have
 * changed since has not been seen. Looks go into the journal with what the reader does next.
 */
public final class Looks {

  private final ReviewPresenter presenter;
  private final SortedMap<FrameKey, Look> fresh = new TreeMap<>();
  private final Set<FrameKey> noted = new HashSet<>();
  private final ReadOnlyObjectWrapper<SortedSet<FrameKey>> asked =
      new ReadOnlyObjectWrapper<>(Collections.emptySortedSet());

  Looks(ReviewPresenter presenter) {
    this.presenter = presenter;
  }

  /** Frames are on screen, at rest and with all their contours. */
  public void at(Collection<FrameKey> frames) {
    ReviewDocument document = presenter.document();
    boolean more = false;
    for (FrameKey frame : frames) {
      if (noted.add(frame) && !document.seen(frame)) {
        fresh.put(frame, Look.at(document, frame, presenter.reader()));
        more = true;
      }
    }
    if (more && !asked.get().isEmpty()) {
      TreeSet<FrameKey> left = new TreeSet<>(asked.get());
      left.removeIf(this::seen);
      asked.set(left);
    }
  }

  /** The document has changed: what is on screen is looked at anew. */
  void changed() {
    noted.clear();
  }

  void forget() {
    noted.clear();
    fresh.clear();
    asked.set(Collections.emptySortedSet());
  }

  /** Whether a frame was on screen with the contours it has now. */
  public boolean seen(FrameKey frame) {
    ReviewDocument document = presenter.document();
    Look look = fresh.get(frame);
    return document.seen(frame) || (look != null && look.stillHolds(document, frame));
  }

  /** The frames in use that were on screen with the contours they have now. */
  public SortedSet<FrameKey> seen() {
    TreeSet<FrameKey> frames = new TreeSet<>(ReviewProgress.framesInUse(presenter.document()));
    frames.removeIf(frame -> !seen(frame));
    return frames;
  }

  /** Frames that kept the study from being accepted and have not been looked at since. */
  public ReadOnlyObjectProperty<SortedSet<FrameKey>> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  void ask(SortedSet<FrameKey> frames) {
    asked.set(new TreeSet<>(frames));
  }

  /** Puts the looks of late into the journal. */
  public void keep() {
    if (!fresh.isEmpty() && !presenter.readOnly()) {
      SortedMap<FrameKey, Look> looks = new TreeMap<>(fresh);
      fresh.clear();
      presenter.apply(new Edit.LookAt(looks));
    }
  }
}
