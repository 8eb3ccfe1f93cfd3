package ventricle.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sha256;
import ventricle.engine.review.History;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.StoreException.Kind;

/**
 * Turns the bytes of a journal into the history they tell. Every line after the first carries a
 * digest of itself and all lines before it, so that a torn or changed line is found.
 */
final class JournalReader {

  private static final String BEFORE_SUM = "{\"sum\":\"";
  private static final String BEFORE_EVENT = "\",\"event\":";
  private static final int SUM_LENGTH = 64;

  private final JournalCodec codec;
  private final JournalKey key;

  JournalReader(JournalCodec codec, JournalKey key) {
    this.codec = codec;
    this.key = key;
  }

  /**
   * What a journal held.
   *
   * @param sum digest of the last good line
   * @param goodLength bytes up to and including the last good line
   * @param torn whether only an unfinished last line was dropped
   * @param damaged whether a finished line did not fit, so that it and what followed was left out
   * @param old whether it is of an earlier version of the format
   * @param active time at work that is told, pauses left out
   * @param notes for the reader of the study, one sentence each
   */
  record Content(
      History history,
      String sum,
      long goodLength,
      boolean torn,
      boolean damaged,
      boolean old,
      Duration active,
      List<String> notes) {}

  static String line(String sum, String event) {
    return BEFORE_SUM + sum + BEFORE_EVENT + event + "}\n";
  }

  static String sum(String previous, String event) {
    return Sha256.ofParts(previous, event);
  }

  static String firstSum(String headerLine) {
    return Sha256.ofParts(headerLine);
  }

  /** Null when the first line is not that of this journal. */
  @Nullable Content read(byte[] bytes) throws StoreException {
    int end = lineEnd(bytes, 0);
    if (end < 0) {
      return null;
    }
    String headerLine = text(bytes, 0, end);
    JournalHeader header = header(headerLine);
    if (header == null) {
      return null;
    }
    boolean old = !header.schema().equals(JournalHeader.CURRENT);
    History history = History.of(key.blank());
    String sum = firstSum(headerLine);
    List<String> notes = new ArrayList<>();
    Duration active = Duration.ZERO;
    int at = end + 1;
    while (at < bytes.length) {
      end = lineEnd(bytes, at);
      JournalEvent event = end < 0 ? null : event(text(bytes, at, end), sum);
      if (event == null) {
        boolean last = end < 0 || end == bytes.length - 1;
        notes.add(
            last
                ? "The last change was being written when the program ended; it is not there."
                : "The record of changes is damaged; what comes after the damage is left out and"
                    + " kept aside.");
        return new Content(history, sum, at, last, !last, old, active, List.copyOf(notes));
      }
      history = step(history, event, notes);
      if (event instanceof JournalEvent.Active(long ms, String until)) {
        active = active.plusMillis(ms);
      }
      sum = text(bytes, at + BEFORE_SUM.length(), at + BEFORE_SUM.length() + SUM_LENGTH);
      at = end + 1;
    }
    return new Content(history, sum, at, false, false, old, active, List.copyOf(notes));
  }

  private @Nullable JournalHeader header(String line) throws StoreException {
    try {
      JournalHeader header = codec.readHeader(line);
      if (header.schema().startsWith(JournalHeader.FAMILY) && !header.known()) {
        throw new StoreException(
            Kind.NEWER_VERSION, "These changes were written by a later version of the program.");
      }
      return header.known() && header.isOf(key) ? header : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private @Nullable JournalEvent event(String line, String previous) {
    int from = BEFORE_SUM.length() + SUM_LENGTH + BEFORE_EVENT.length();
    if (line.length() <= from || !line.startsWith(BEFORE_SUM) || !line.endsWith("}")) {
      return null;
    }
    String event = line.substring(from, line.length() - 1);
    String sum = line.substring(BEFORE_SUM.length(), BEFORE_SUM.length() + SUM_LENGTH);
    if (!sum.equals(sum(previous, event))) {
      return null;
    }
    try {
      return codec.read(event);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private History step(History history, JournalEvent event, List<String> notes) {
    return switch (event) {
      case JournalEvent.Undone e -> history.undo();
      case JournalEvent.Redone e -> history.redo();
      case JournalEvent.Active e -> history;
      case JournalEvent.Snapshot(History whole) ->
          new History(named(whole.document()), whole.past(), whole.future());
      case JournalEvent.Edited(var edit) ->
          switch (history.apply(edit)) {
            case History.Result.Applied(History after) -> after;
            case History.Result.Refused(var reason, var message) -> {
              notes.add("A change of an earlier session could not be made again: " + message);
              yield history;
            }
          };
    };
  }

  /** The document with the study's UID, which the file does not hold. */
  private ReviewDocument named(ReviewDocument d) {
    return withUid(d, key.studyInstanceUid());
  }

  static History unnamed(History history) {
    return new History(withUid(history.document(), ""), history.past(), history.future());
  }

  private static ReviewDocument withUid(ReviewDocument d, String uid) {
    return new ReviewDocument(
        uid,
        d.sliceCount(),
        d.phaseCount(),
        d.flipped(),
        d.ed(),
        d.es(),
        d.detected(),
        d.modelLayer(),
        d.readerLayer(),
        d.states(),
        d.segmentedPhases(),
        d.models(),
        d.device(),
        d.state(),
        d.secondReading(),
        d.minMeanConfidence(),
        d.looks(),
        d.signatures(),
        d.papillary(),
        d.insertions(),
        d.entries(),
        d.leftOut());
  }

  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
