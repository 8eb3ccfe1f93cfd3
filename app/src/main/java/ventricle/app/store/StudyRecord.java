package ventricle.app.store;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Sha256;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.CommittedDocuments.Commit;
import ventricle.engine.store.db.CommittedDocuments.Committed;
import ventricle.engine.store.db.StudyEntry;
import ventricle.engine.store.db.StudyLock;
import ventricle.engine.store.db.StudyLocks;
import ventricle.engine.store.db.StudyLocks.Answer;
import ventricle.engine.store.db.StudyLocks.Loss;

/**
 * What the database is told of one open study, from opening to closing: that it is there, who has
 * it, how far the reader is, what was signed, and what was done. JavaFX thread; the work is done on
 * the desk's.
 */
public final class StudyRecord implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StudyRecord.class);

  private final StoreDesk desk;
  private final StudyKey study;
  private final boolean readOnly;
  private final Consumer<StudyLock> lost;
  private final ReviewDocument before;
  private final Set<String> handedIn = new HashSet<>();
  private final Future<?> beats;
  private @Nullable StudyLock lock; // desk's thread
  private boolean over; // desk's thread
  private ReviewDocument last;
  private int segmented;
  private @Nullable Measurements numbers;

  /**
   * @param entry what the worklist shall say of it
   * @param hold as it was got
   * @param lost called on the JavaFX thread when somebody took the study over
   */
  public StudyRecord(
      StoreDesk desk,
      StudyEntry entry,
      Hold hold,
      boolean readOnly,
      ReviewDocument document,
      Consumer<StudyLock> lost) {
    this.desk = desk;
    this.study = entry.key();
    this.readOnly = readOnly;
    this.lost = lost;
    this.before = document;
    this.last = document;
    this.segmented = document.segmentedPhases().size();
    this.lock = hold.mine();
    desk.tell("entered", db -> db.worklist().enter(entry));
    desk.audit(study, new AuditEvent.Opened(readOnly));
    beats =
        readOnly
            ? CompletableFuture.completedFuture(null)
            : desk.every(StudyLocks.BEAT, this::beat);
  }

  private void beat() {
    StudyLock held = lock;
    try {
      if (held == null) {
        switch (desk.askHere(db -> db.locks().acquire(study, desk.reader(), desk.machine()))) {
          case Answer.Held(StudyLock got) -> lock = got;
          case Answer.Taken(StudyLock by) -> lose(by);
        }
      } else {
        desk.askHere(db -> db.locks().beat(held)).ifPresent(this::lose);
      }
    } catch (StoreException e) {
      LOG.debug("no sign of life: {}", e.kind());
    }
  }

  /** A lock that just vanished, as with a database that was set up anew, is asked for again. */
  private void lose(Loss loss) {
    lock = null;
    if (loss.now() != null) {
      lose(loss.now());
    }
  }

  private void lose(StudyLock to) {
    if (!over) {
      over = true;
      beats.cancel(false);
      lock = null;
      Platform.runLater(() -> lost.accept(to));
    }
  }

  /** The reader's work has come so far. */
  public void progress(ReviewDocument document, Measurements measured) {
    boolean news =
        numbers == null
            || document.state() != last.state()
            || !Objects.equals(measured.lv().efPercent(), numbers.lv().efPercent());
    boolean ready =
        document.state() == StudyState.READY
            && (numbers == null || last.state() != StudyState.READY);
    boolean amended = last.state() == StudyState.SIGNED && document.state() == StudyState.AMENDED;
    last = document;
    numbers = measured;
    if (!readOnly) {
      if (amended) {
        SignedVersion signed = document.signatures().versions().getLast();
        desk.audit(study, new AuditEvent.Amended(signed.sha256()));
      }
      if (news) {
        tellProgress(document, measured);
      }
      if (ready) {
        handIn(document, measured);
      }
      document.signatures().versions().stream()
          .filter(version -> handedIn.add(version.sha256()))
          .forEach(this::handIn);
    }
  }

  private void tellProgress(ReviewDocument document, Measurements measured) {
    int flags = measured.flags().size();
    Double ef = measured.lv().efPercent();
    desk.tell(
        "worked on",
        db -> db.worklist().progress(study, desk.reader(), document.state(), flags, ef));
  }

  private void handIn(SignedVersion version) {
    desk.tell(
        "signed",
        db -> {
          List<Committed> known = db.documents().all(study);
          if (known.stream().noneMatch(c -> c.hash().equals(version.sha256()))) {
            Committed kept = db.documents().commit(Commit.signed(study, version), lock);
            desk.audit(study, new AuditEvent.Signed(kept.hash(), kept.revision()));
          }
        });
  }

  /** Also when a study that is ready is opened again: the database may have been away before. */
  private void handIn(ReviewDocument document, Measurements measured) {
    desk.tell(
        "handed in",
        db -> {
          Commit draft = Commit.draft(study, desk.reader(), document, measured);
          String hash = Sha256.of(draft.content());
          if (db.documents()
              .latest(study, desk.reader())
              .filter(d -> d.hash().equals(hash))
              .isEmpty()) {
            Committed kept = db.documents().commit(draft, lock);
            desk.audit(study, new AuditEvent.Committed(kept.hash(), kept.revision()));
          }
        });
  }

  /** The reader, blind so far, has seen what others drew. */
  public void saw(int readings) {
    desk.audit(study, new AuditEvent.Compared(readings, last.state().name()));
  }

  /** Something was brought in or shown from a file. */
  public void broughtIn(AuditEvent event) {
    desk.audit(study, event);
  }

  /** Results left the program. */
  public void exported(int files) {
    desk.audit(study, new AuditEvent.Exported(files));
  }

  /** Notes when models have looked at phases they had not looked at before. */
  public void analysed(ReviewDocument document) {
    int phases = document.segmentedPhases().size();
    if (phases > segmented && document.device() != null) {
      desk.audit(study, new AuditEvent.Analysed(phases, document.device()));
    }
    segmented = phases;
  }

  private int changed() {
    Set<ContourKey> keys = new TreeSet<>(before.readerLayer().keySet());
    keys.addAll(last.readerLayer().keySet());
    keys.removeIf(
        key -> Objects.equals(before.readerLayer().get(key), last.readerLayer().get(key)));
    return keys.size();
  }

  @Override
  public void close() {
    beats.cancel(false);
    int contours = changed();
    if (contours > 0) {
      desk.audit(study, new AuditEvent.Edited(contours));
    }
    Measurements measured = numbers;
    if (!readOnly && measured != null) {
      tellProgress(last, measured);
    }
    desk.audit(study, new AuditEvent.Closed());
    desk.tell(
        "let go",
        db -> {
          StudyLock held = lock;
          over = true;
          if (held != null) {
            db.locks().release(held);
          }
        });
  }
}
