package ventricle.app.cli;

import java.nio.file.Path;
import java.util.List;
import ventricle.engine.domain.Study;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.store.db.DatabaseLink;
import ventricle.engine.store.db.StudyEntry;

/** Puts an analysed study on the worklist and into the audit. */
final class AnalysisRecord {

  private AnalysisRecord() {}

  /** A database that cannot be used is told, and spoils nothing. */
  static void add(
      Context context,
      DatabaseAddress address,
      Study study,
      List<Path> paths,
      ReviewDocument document,
      int files) {
    StudyEntry entry = StudyEntry.of(study, paths);
    String reader = AuditTrail.reader(address);
    try (DatabaseLink link = AuditTrail.link(context, address)) {
      try {
        var unused =
            link.ask(
                db -> {
                  db.worklist().enter(entry);
                  return true;
                });
      } catch (StoreException e) {
        context.console().say("not on the worklist: " + e.getMessage());
      }
      String device = document.device();
      if (device != null) {
        link.audit(
            reader,
            entry.key(),
            new AuditEvent.Analysed(document.segmentedPhases().size(), device));
      }
      link.audit(reader, entry.key(), new AuditEvent.Exported(files));
    }
  }
}
