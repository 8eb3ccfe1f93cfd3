package ventricle.app.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.app.prefs.PacsSettings;
import ventricle.app.prefs.PacsSettingsFile;
import ventricle.app.store.StoreDesk;
import ventricle.engine.dicom.web.PacsClient;
import ventricle.engine.dicom.web.PacsException;
import ventricle.engine.dicom.web.PacsServer;
import ventricle.engine.dicom.web.Retrieved;
import ventricle.engine.dicom.web.Sent;
import ventricle.engine.dicom.web.StudyMatch;
import ventricle.engine.dicom.web.StudyQuery;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.UserFolder;
import ventricle.engine.store.db.AuditEvent;
import ventricle.engine.task.Job;

/**
 * The archive at this desk. A secret that is not to be kept lives here until the program ends. What
 * is done is told to the audit. JavaFX thread; the jobs run beside it.
 */
public final class PacsDesk {

  /** Studies asked for at once. */
  static final int PAGE = 100;

  private final UserFolder user;
  private final StoreDesk store;
  private final PacsSettingsFile file;
  private Archive archive;

  /** An archive and the secret that is for it alone. */
  private record Archive(PacsSettings settings, String secret) {

    PacsServer server() throws PacsException {
      return settings.server(secret);
    }

    PacsClient client() throws PacsException {
      return new PacsClient(server());
    }

    @Override
    public String toString() {
      return "Archive[…]";
    }
  }

  /** Takes files to the archive that was set up when it was asked for. */
  public interface Sender {
    Job<Sent> send(List<Path> files);
  }

  public PacsDesk(UserFolder user, StoreDesk store) {
    this.user = user;
    this.store = store;
    this.file = new PacsSettingsFile(user.pacs());
    PacsSettings kept = file.load();
    this.archive = new Archive(kept, kept.secret() == null ? "" : kept.secret());
  }

  public PacsSettings settings() {
    return archive.settings();
  }

  /** Whether the archive can be asked as it is set up. */
  public boolean ready() {
    return !settings().address().isBlank()
        && (settings().kind() == PacsSettings.Kind.NONE || !archive.secret().isEmpty());
  }

  /** Name and port of the host; what was written where that is no address. */
  public String host() {
    try {
      return archive.server().host();
    } catch (PacsException e) {
      return settings().address();
    }
  }

  /** Whether others on the way can read the login. */
  boolean showsLogin() {
    try {
      return archive.server().showsLogin();
    } catch (PacsException e) {
      return false;
    }
  }

  /**
   * Sets the archive up.
   *
   * @param chosen without the secret
   * @param keep whether the secret is written to the user's folder
   * @throws PacsException when a part cannot be right; then all stays as it was
   */
  public void use(PacsSettings chosen, String typed, boolean keep)
      throws PacsException, IOException {
    PacsServer unused = chosen.server(typed);
    PacsSettings kept = chosen.withSecret(keep ? typed : null);
    file.save(kept);
    archive = new Archive(kept, typed);
  }

  Job<StudyMatch.Page> find(StudyQuery query, int offset) {
    Archive asked = archive;
    return (progress, cancel) -> {
      progress.report(-1, "");
      try (PacsClient client = asked.client()) {
        StudyMatch.Page page = client.find(query, offset, PAGE, cancel);
        store.audit(null, new AuditEvent.Queried(client.host(), page.studies().size()));
        return page;
      }
    };
  }

  Job<Retrieved> retrieve(String studyUid) {
    Archive asked = archive;
    return (progress, cancel) -> {
      try (PacsClient client = asked.client()) {
        Retrieved here =
            client.retrieve(studyUid, null, user.create().retrieved(), progress, cancel);
        store.audit(null, AuditEvent.Retrieved.of(client.host(), studyUid, here.fetched()));
        return here;
      }
    };
  }

  /** Sends files that are results of a study. */
  public Sender sender(@Nullable StudyKey study) {
    Archive asked = archive;
    return files ->
        (progress, cancel) -> {
          try (PacsClient client = asked.client()) {
            Sent sent = client.send(files, progress, cancel);
            store.audit(study, new AuditEvent.Sent(client.host(), sent.stored()));
            return sent;
          }
        };
  }
}
