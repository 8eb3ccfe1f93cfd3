package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Documents;
import ventricle.engine.review.EditResult;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.ReviewSession.Outcome;
import ventricle.engine.store.StoreException.Kind;

/** A session whose study somebody took over. */
class ReadOnlySessionTest {

  private static final ContourKey PLACE = ContourKey.of(1, 0, Structure.LV_ENDO);

  @TempDir Path folder;
  private final JournalKey key =
      new JournalKey("0a1b2c3d4e5f", "1.2.3", Documents.SLICES, Documents.PHASES);

  @Test
  void nothingChangesAnyMoreAndNothingIsLost() throws Exception {
    ReviewDocument before;
    try (ReviewSession session = ReviewSession.open(folder, key)) {
      session.apply(Documents.draw(PLACE, 2));
      Path copy = session.copyTo(Files.createDirectories(folder.resolve("stick")));
      session.apply(Documents.draw(PLACE, 9));
      session.makeReadOnly("ben has it");
      before = session.document();
      for (Outcome outcome :
          new Outcome[] {session.apply(Documents.draw(PLACE, 4)), session.undo(), session.redo()}) {
        assertThat(outcome)
            .isEqualTo(new Outcome.Refused(EditResult.Reason.READ_ONLY, "ben has it"));
      }
      assertThat(session.document()).isEqualTo(before);
      assertThatThrownBy(() -> session.takeUp(copy))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
          .hasMessage("ben has it");
      assertThat(session.document()).isEqualTo(before);
      try (ReviewSession next = ReviewSession.open(folder, key)) {
        assertThat(next.document()).as("the journal is free at once").isEqualTo(before);
      }
    }
    assertThat(before.readerLayer()).containsKey(PLACE);
  }
}
