package ventricle.engine.store;

import java.nio.file.Path;
import java.util.Random;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Documents;
import ventricle.engine.review.Edit;

/**
 * A program of its own that edits and says after every edit how many are on the disk. With "retry"
 * as second argument, it says when the disk refuses, waits for a line on its input and tries again.
 */
public final class JournalWriterProcess {

  static final JournalKey KEY =
      new JournalKey("feedface", "1.2.3", Documents.SLICES, Documents.PHASES);

  /** Edits of one life: so few that all lives together stay within the steps a history keeps. */
  static final int EDITS = 20;

  private JournalWriterProcess() {}

  /** The i-th edit; no two neighbours are alike, so that each is a step. */
  static Edit edit(int i) {
    Random random = new Random(i);
    ContourKey key = ContourKey.of(random.nextInt(4), random.nextInt(6), Structure.LV_ENDO);
    return Documents.draw(key, 4 + i % 7 + random.nextDouble());
  }

  public static void main(String[] args) throws Exception {
    boolean retry = args.length > 1 && args[1].equals("retry");
    try (ReviewSession session = ReviewSession.open(Path.of(args[0]), KEY)) {
      say("start " + session.history().past().size());
      int first = session.history().past().size();
      for (int i = first; retry || i < first + EDITS; i++) {
        switch (session.apply(edit(i))) {
          case ReviewSession.Outcome.Saved saved -> say("saved " + (i + 1));
          case ReviewSession.Outcome.Unsaved(var history, var cause) -> {
            say("unsaved " + cause.kind());
            if (retry) {
              System.in.read();
              say(
                  session.retry() instanceof ReviewSession.Outcome.Saved
                      ? "retried " + (i + 1)
                      : "retry failed");
              return;
            }
          }
          case ReviewSession.Outcome.Refused refused ->
              throw new IllegalStateException(refused.message());
        }
      }
      // waits to be killed
      System.in.read();
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
