package ventricle.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import ventricle.app.compare.ComparePresenter;
import ventricle.app.compare.Layer;
import ventricle.app.compare.LayerList;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Study;
import ventricle.engine.review.Adjudication;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;

/**
 * The layer that readers agree on, written while two readings are compared. Held open from the
 * first choice until the compare view is left.
 */
final class Consensus implements AutoCloseable {

  private final Text text;
  private final Path journals;
  private final ReviewPresenter review;
  private final ComparePresenter pair;
  private final Messages messages;
  private @Nullable ReviewSession session;

  Consensus(
      Text text, Path journals, ReviewPresenter review, ComparePresenter pair, Messages messages) {
    this.text = text;
    this.journals = journals;
    this.review = review;
    this.pair = pair;
    this.messages = messages;
  }

  /**
   * Makes places of the consensus what a layer has there; stops at the first that the rules refuse.
   *
   * @param original the stack as its files have it, of which journals know
   */
  void take(List<ContourKey> keys, Layer from, Study original) {
    ReadingId id = of(from);
    if (id.equals(review.readingId())) {
      if (takeEach(keys, from, review::document, review::apply)) {
        show(id, review.document());
      }
      return;
    }
    try {
      ReviewSession open = session(id, original);
      boolean flip = open.document().flipped() != from.document().flipped();
      if (flip) {
        open.apply(new Edit.FlipStack(review.reader()));
      }
      takeEach(keys, from, open::document, edit -> taken(open.apply(edit)));
      show(id, open.document());
    } catch (StoreException e) {
      messages.notStored(String.valueOf(e.getMessage()));
    }
  }

  /** The consensus that a layer would become part of: of everyday work or of its protocol. */
  private static ReadingId of(Layer from) {
    return ReadingId.consensus(from.id() == null ? null : from.id().protocol());
  }

  private ReviewSession session(ReadingId id, Study original) throws StoreException {
    ReviewSession open = session;
    if (open != null && open.reading().equals(id)) {
      return open;
    }
    close();
    ReviewSession opened = ReviewSession.open(journals, JournalKey.of(original, id));
    session = opened;
    return opened;
  }

  private boolean takeEach(
      List<ContourKey> keys,
      Layer from,
      Supplier<ReviewDocument> now,
      Function<Edit, Boolean> apply) {
    for (ContourKey key : keys) {
      for (Edit edit : Adjudication.take(now.get(), key, from.document(), review.reader())) {
        if (!apply.apply(edit)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean taken(ReviewSession.Outcome outcome) {
    return switch (outcome) {
      case ReviewSession.Outcome.Saved saved -> true;
      case ReviewSession.Outcome.Unsaved(var after, var cause) -> {
        messages.notStored(String.valueOf(cause.getMessage()));
        yield true;
      }
      case ReviewSession.Outcome.Refused(var reason, var message) -> {
        messages.refused(message);
        yield false;
      }
    };
  }

  private void show(ReadingId id, ReviewDocument document) {
    pair.put(
        LayerList.layer(
            text,
            new Reading(id, document, Duration.ZERO),
            pair.firstProperty().get().document().flipped()));
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
