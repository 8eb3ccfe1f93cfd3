package ventricle.engine.store.db;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.Sha256;

/** Something worth a row of the audit. None has room for a name of a patient. */
public sealed interface AuditEvent {

  /** Somebody looks at a study. */
  record Opened(boolean readOnly) implements AuditEvent {}

  /** Models have looked at a study. */
  record Analysed(int phases, String device) implements AuditEvent {}

  /**
   * A reader's changes since the study was opened, told when it is closed or handed in.
   *
   * @param contours contours that are not what they were
   */
  record Edited(int contours) implements AuditEvent {}

  /** A document was handed in without a signature. */
  record Committed(String document, int revision) implements AuditEvent {}

  /**
   * A document was signed.
   *
   * @param document SHA-256
   */
  record Signed(String document, int revision) implements AuditEvent {}

  /**
   * A signed study is being changed.
   *
   * @param document SHA-256 of what was signed
   */
  record Amended(String document) implements AuditEvent {}

  /**
   * A reader was shown contours of other readers.
   *
   * @param readings how many
   * @param state of their own reading: DRAFT when they gave up being blind
   */
  record Compared(int readings, String state) implements AuditEvent {}

  /**
   * Contours of another program, or of an earlier session, came into a reading.
   *
   * @param source kind of file, such as "DICOM segmentation"; never its name
   * @param contours that went in
   * @param kept contours that stayed out because a reader has reviewed their places
   * @param file SHA-256 of the file
   */
  record Imported(String source, int contours, int kept, String file) implements AuditEvent {}

  /**
   * A reader was shown the numbers of a structured report.
   *
   * @param measurements how many
   * @param file SHA-256 of the file
   */
  record ReportShown(int measurements, String file) implements AuditEvent {}

  /** Results left the program. */
  record Exported(int files) implements AuditEvent {}

  /** Files of a study left the program without the patient. */
  record Deidentified(int files) implements AuditEvent {}

  /**
   * An archive was asked what studies it has.
   *
   * @param host its name and port
   */
  record Queried(String host, int found) implements AuditEvent {}

  /**
   * A study was fetched from an archive.
   *
   * @param fetched digest that names it, made of its UID
   */
  record Retrieved(String host, String fetched, int images) implements AuditEvent {

    private static final int DIGEST_LENGTH = 16;

    /** The same of a study's UID, which does not enter the audit itself. */
    public static Retrieved of(String host, String studyUid, int images) {
      return new Retrieved(host, Sha256.of(studyUid).substring(0, DIGEST_LENGTH), images);
    }
  }

  /** Results were sent to an archive. */
  record Sent(String host, int files) implements AuditEvent {}

  /** A study was taken from who had it. */
  record TookOver(String from, String machine, String since) implements AuditEvent {}

  /** A study was taken off the worklist. */
  record Removed() implements AuditEvent {}

  /** A study was closed. */
  record Closed() implements AuditEvent {}

  /** Name of the kind, part of what is sealed. */
  default String action() {
    return switch (this) {
      case Opened e -> "opened";
      case Analysed e -> "analysed";
      case Edited e -> "edited";
      case Committed e -> "committed";
      case Signed e -> "signed";
      case Amended e -> "amended";
      case Compared e -> "compared";
      case Imported e -> "imported";
      case ReportShown e -> "report-shown";
      case Exported e -> "exported";
      case Deidentified e -> "deidentified";
      case Queried e -> "queried";
      case Retrieved e -> "retrieved";
      case Sent e -> "sent";
      case TookOver e -> "took-over";
      case Removed e -> "removed";
      case Closed e -> "closed";
    };
  }

  /** Particulars by name. */
  default SortedMap<String, String> facts() {
    Map<String, String> facts =
        switch (this) {
          case Opened e -> Map.of("readOnly", String.valueOf(e.readOnly));
          case Analysed e -> Map.of("phases", String.valueOf(e.phases), "device", e.device);
          case Edited e -> Map.of("contours", String.valueOf(e.contours));
          case Committed e ->
              Map.of("document", e.document, "revision", String.valueOf(e.revision));
          case Signed e -> Map.of("document", e.document, "revision", String.valueOf(e.revision));
          case Amended e -> Map.of("document", e.document);
          case Compared e -> Map.of("readings", String.valueOf(e.readings), "state", e.state);
          case Imported e ->
              Map.of(
                  "source",
                  e.source,
                  "contours",
                  String.valueOf(e.contours),
                  "kept",
                  String.valueOf(e.kept),
                  "file",
                  e.file);
          case ReportShown e ->
              Map.of("measurements", String.valueOf(e.measurements), "file", e.file);
          case Exported e -> Map.of("files", String.valueOf(e.files));
          case Deidentified e -> Map.of("files", String.valueOf(e.files));
          case Queried e -> Map.of("host", e.host, "found", String.valueOf(e.found));
          case Retrieved e ->
              Map.of("host", e.host, "fetched", e.fetched, "images", String.valueOf(e.images));
          case Sent e -> Map.of("host", e.host, "files", String.valueOf(e.files));
          case TookOver e -> Map.of("from", e.from, "machine", e.machine, "since", e.since);
          case Removed e -> Map.of();
          case Closed e -> Map.of();
        };
    return new TreeMap<>(facts);
  }
}
