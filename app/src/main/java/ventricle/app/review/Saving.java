package ventricle.app.review;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;

/** How much of the work is on the disk, and other places for it. */
public final class Saving {

  private final @Nullable ReviewSession session;
  private final Consumer<ReviewSession.Outcome> take;
  private final ReadOnlyIntegerWrapper unsaved = new ReadOnlyIntegerWrapper();

  /**
   * @param session null when another window has the study
   * @param take shows what came of a step of the session
   */
  Saving(@Nullable ReviewSession session, Consumer<ReviewSession.Outcome> take) {
    this.session = session;
    this.take = take;
    changed();
  }

  /** The session has made a step. */
  void changed() {
    unsaved.set(session == null ? 0 : session.unsaved());
  }

  /** Changes that are in memory only. */
  public ReadOnlyIntegerProperty unsavedProperty() {
    return unsaved.getReadOnlyProperty();
  }

  /** Writes once more what is in memory only. */
  public void retry() {
    if (session != null) {
      take.accept(session.retry());
    }
  }

  /**
   * Writes the whole work as a file into a folder.
   *
   * @throws StoreException when that cannot be done either, or another window has the study
   */
  public Path copyTo(Path folder) throws StoreException {
    return own().copyTo(folder);
  }

  /** Goes on with the work in a copy. */
  public void takeUp(Path copy) throws StoreException {
    take.accept(own().takeUp(copy));
  }

  private ReviewSession own() throws StoreException {
    if (session == null) {
      throw new StoreException(
          StoreException.Kind.IN_USE, "This study is open in another window of yours.");
    }
    return session;
  }
}
