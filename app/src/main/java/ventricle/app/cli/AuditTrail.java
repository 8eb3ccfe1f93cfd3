package ventricle.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.app.store.Machine;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.store.db.DatabaseLink;

/** Tells the audit what a command did; while the database is away the rows wait. */
final class AuditTrail {

  private final Context context;
  private final DatabaseAddress address;

  /**
   * To be made before the work begins: what cannot be told to the audit is not done.
   *
   * @throws UsageException when the database cannot be where it is said to be
   */
  AuditTrail(Context context, DatabaseOption database) throws UsageException {
    this.context = context;
    this.address = database.address(context);
  }

  /** Adds what happened to no study in particular. */
  void note(AuditEvent event) {
    note(null, List.of(event));
  }

  /** Adds what happened to a study; null for none in particular. */
  void note(@Nullable StudyKey study, List<? extends AuditEvent> events) {
    try (DatabaseLink link = link(context, address)) {
      events.forEach(event -> link.audit(reader(address), study, event));
    }
  }

  static DatabaseLink link(Context context, DatabaseAddress address) {
    return DatabaseLink.of(context.userFolder(), address, Machine.name());
  }

  /** Who does it, as the audit calls them. */
  static String reader(DatabaseAddress address) {
    return address.readerOr(System.getProperty("user.name"));
  }
}
