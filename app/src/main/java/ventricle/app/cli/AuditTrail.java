package ventricle.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.app.store.Machine;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.store.db.DatabaseLink;
import ventricle.engine.store.db.PendingAudit;

/** Tells the audit what a command did; while the database is away the rows wait. */
final class AuditTrail {

  private AuditTrail() {}

  static void note(
      Context context,
      DatabaseAddress address,
      @Nullable StudyKey study,
      List<? extends AuditEvent> events) {
    UserFolder user = context.userFolder();
    String reader = address.readerOr(System.getProperty("user.name"));
    try (DatabaseLink link =
        new DatabaseLink(
            address,
            new AuditHeads(user.auditHeads()),
            new PendingAudit(user.auditWaiting()),
            Machine.name())) {
      events.forEach(event -> link.audit(reader, study, event));
    }
  }
}
