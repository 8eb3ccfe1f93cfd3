package ventricle.engine.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.domain.Provenance;
import ventricle.engine.review.ActiveTime;
import ventricle.engine.review.Edit;
import ventricle.engine.review.EditResult;
import ventricle.engine.review.History;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;

/**
 * One reader at work on one stack: a history whose every step is in the journal before the call
 * that made it returns. When the disk refuses, work goes on in memory, the answer says so, and what
 * is not written yet is written with the next change or by {@link #retry}. Thread-safe.
 */
public final class ReviewSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReviewSession.class);

  private final Path folder;
  private final JournalKey key;
  private final List<JournalEvent> pending = new ArrayList<>();
  private final List<String> notes;
  private @Nullable EditJournal journal;
  private History history;

  /** Time at work that is in the journal or waits to be. */
  private Duration told;

  /** Time at work since. */
  private ActiveTime work = ActiveTime.NONE;

  private final Set<Mark> fixed = EnumSet.noneOf(Mark.class);
  private @Nullable String whyReadOnly;

  /** What became of a change. */
  public sealed interface Outcome {

    /** Done and on the disk. */
    record Saved(History history) implements Outcome {}

    /** Done, but only in memory: the reader must be told. */
    record Unsaved(History history, StoreException cause) implements Outcome {}

    /** Not done; nothing changed. */
    record Refused(EditResult.Reason reason, String message) implements Outcome {}
  }

  private ReviewSession(Path folder, JournalKey key, @Nullable EditJournal journal) {
    this.folder = folder;
    this.key = key;
    this.journal = journal;
    this.history = journal == null ? History.of(key.blank()) : journal.restored();
    this.told = journal == null ? Duration.ZERO : journal.active();
    this.notes = journal == null ? List.of() : journal.notes();
  }

  /**
   * Goes on where the reader left off. When {@code document().flipped()}, the stack has to be shown
   * turned round too.
   *
   * @param folder holds the journals
   */
  public static ReviewSession open(Path folder, JournalKey key) throws StoreException {
    return new ReviewSession(folder, key, EditJournal.open(folder, key));
  }

  /**
   * Begins without a journal, after {@link #open} failed: every change is {@link Outcome.Unsaved}
   * until a journal can be opened.
   */
  public static ReviewSession inMemory(Path folder, JournalKey key) {
    return new ReviewSession(folder, key, null);
  }

  public synchronized ReviewDocument document() {
    return history.document();
  }

  public synchronized History history() {
    return history;
  }

  /** What the reader should know about the journal as it was found. */
  public List<String> notes() {
    return notes;
  }

  /** Changes that are in memory only. */
  public synchronized int unsaved() {
    return (int) pending.stream().filter(e -> !(e instanceof JournalEvent.Active)).count();
  }

  /**
   * Puts ED or ES where a protocol says and keeps it there.
   *
   * @param phase 0-based
   */
  public synchronized Outcome fix(Mark mark, int phase, String protocol) {
    fixed.remove(mark);
    PhaseMark set = history.document().mark(mark);
    Outcome outcome =
        set != null && set.phase() == phase && !(set.provenance() instanceof Provenance.Model)
            ? new Outcome.Saved(history)
            : apply(new Edit.MoveMark(mark, phase, protocol));
    fixed.add(mark);
    return outcome;
  }

  private boolean isFixed(@Nullable Edit edit) {
    return edit instanceof Edit.MoveMark move && fixed.contains(move.mark());
  }

  /** Whose reading it is. */
  public ReadingId reading() {
    return key.reading();
  }

  /**
   * The reader did something, be it only to look; kept with the next change, or at the end.
   *
   * @param moment now
   */
  public synchronized void active(Instant moment) {
    work = work.at(moment);
  }

  /** Time at work on this study, of earlier sittings too, pauses left out. */
  public synchronized Duration activeTime() {
    return told.plus(work.total());
  }

  /**
   * Ends all change: what was done is written, the journal is let go, and every further change is
   * refused. Work that the disk does not take stays in memory and can be written by {@link #retry}.
   *
   * @param why one sentence for people
   */
  public synchronized void makeReadOnly(String why) {
    whyReadOnly = why;
    if (flush() instanceof Outcome.Saved) {
      close();
    }
  }

  /** Whether every change is refused. */
  public synchronized boolean readOnly() {
    return whyReadOnly != null;
  }

  private Optional<Outcome> refusal() {
    return Optional.ofNullable(whyReadOnly)
        .map(why -> new Outcome.Refused(EditResult.Reason.READ_ONLY, why));
  }

  public synchronized Outcome apply(Edit edit) {
    return refusal().orElseGet(() -> change(edit));
  }

  private Outcome change(Edit edit) {
    if (isFixed(edit)) {
      return new Outcome.Refused(
          EditResult.Reason.PROTOCOL, "The protocol of this observer study sets ED and ES.");
    }
    return switch (history.apply(edit)) {
      case History.Result.Refused(var reason, var message) -> new Outcome.Refused(reason, message);
      case History.Result.Applied(History after) -> record(after, new JournalEvent.Edited(edit));
    };
  }

  /** One step back; nothing is written when there is none. */
  public synchronized Outcome undo() {
    return refusal()
        .orElseGet(
            () ->
                isFixed(history.undoStep().orElse(null))
                    ? new Outcome.Saved(history)
                    : record(history.undo(), new JournalEvent.Undone()));
  }

  /** One step forth; nothing is written when there is none. */
  public synchronized Outcome redo() {
    return refusal().orElseGet(() -> record(history.redo(), new JournalEvent.Redone()));
  }

  /** Writes what is in memory only. */
  public synchronized Outcome retry() {
    return flush();
  }

  /**
   * Writes the whole work as a file into a folder of the reader's choice, whatever the state of the
   * journal.
   *
   * @return the file, which {@link #takeUp} reads
   * @throws StoreException CANNOT_WRITE
   */
  public synchronized Path copyTo(Path chosen) throws StoreException {
    Path copy = chosen.resolve("ventricle-work-" + key.hash().substring(0, 8) + ".journal");
    JournalCopy.of(key, history, activeTime()).write(copy);
    return copy;
  }

  /**
   * Goes on with the work in a copy in place of the work at hand. The time at work becomes the
   * copy's where that is longer.
   *
   * @throws StoreException CANNOT_READ for a file that is no copy of this reader's work on this
   *     stack; OTHER_WORK when a signed version would be lost; CONFLICT when nothing may change
   */
  public synchronized Outcome takeUp(Path copy) throws StoreException {
    if (whyReadOnly != null) {
      throw new StoreException(StoreException.Kind.CONFLICT, whyReadOnly);
    }
    JournalReader.Content content = JournalCopy.read(copy, key);
    History taken = content.history();
    List<SignedVersion> signed = history.document().signatures().versions();
    List<SignedVersion> kept = taken.document().signatures().versions();
    if (kept.size() < signed.size() || !kept.subList(0, signed.size()).equals(signed)) {
      throw new StoreException(
          StoreException.Kind.OTHER_WORK, "A version of this study was signed since.");
    }
    history = taken;
    pending.removeIf(event -> !(event instanceof JournalEvent.Active));
    pending.add(new JournalEvent.Snapshot(taken));
    tell(content.active().minus(activeTime()), "");
    return flush();
  }

  private Outcome record(History after, JournalEvent event) {
    if (!after.equals(history)) {
      history = after;
      noteWork();
      pending.add(event);
    }
    return flush();
  }

  private void noteWork() {
    Instant last = work.last();
    if (last != null && work.total().toMillis() > 0) {
      tell(work.total(), last.toString());
      work = work.emptied();
    }
  }

  private void tell(Duration time, String until) {
    if (time.toMillis() > 0) {
      pending.add(new JournalEvent.Active(time.toMillis(), until));
      told = told.plusMillis(time.toMillis());
    }
  }

  private Outcome flush() {
    try {
      if (!pending.isEmpty()) {
        journalToWrite().append(List.copyOf(pending));
        pending.clear();
      }
      return new Outcome.Saved(history);
    } catch (StoreException e) {
      LOG.warn("{} changes are in memory only: {}", pending.size(), e.kind());
      return new Outcome.Unsaved(history, e);
    }
  }

  private EditJournal journalToWrite() throws StoreException {
    if (journal != null) {
      return journal;
    }
    EditJournal opened = EditJournal.open(folder, key);
    if (!opened.restored().equals(History.of(key.blank()))) {
      opened.close();
      throw new StoreException(
          StoreException.Kind.OTHER_WORK,
          "Earlier changes of yours lie on the disk; open the study again to go on with them.");
    }
    journal = opened;
    told = told.plus(opened.active());
    return opened;
  }

  /** Lets the journal go; a long one is shortened first. */
  @Override
  public synchronized void close() {
    EditJournal open = journal;
    if (open == null) {
      return;
    }
    if (pending.isEmpty()) {
      noteWork();
      flush();
    }
    if (pending.isEmpty() && open.isLong()) {
      try {
        open.compact(history);
      } catch (StoreException e) {
        LOG.warn("the journal stays long: {}", e.kind());
      }
    }
    open.close();
    journal = null;
  }
}
