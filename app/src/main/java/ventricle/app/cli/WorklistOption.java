package ventricle.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ventricle.engine.domain.Study;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.db.CommittedReadings;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.StudyRow;
import ventricle.engine.store.db.Worklist;
import ventricle.engine.store.db.Worklist.Stage;

/** Which studies of the worklist a command is about. */
final class WorklistOption {

  private static final int AT_ONCE = 500;

  @Option(
      names = "--worklist",
      paramLabel = "STAGE",
      split = ",",
      description = "every study of the worklist at one of these stages: draft, ready, signed, …")
  private List<String> stages = List.of();

  @Option(
      names = "--find",
      paramLabel = "WORDS",
      description = "with --worklist: only rows that these words fit, as in the window's search")
  private String words = "";

  @Mixin private final DatabaseOption database = new DatabaseOption();

  /** The rows asked for, with the database they come from. */
  record Rows(
      @Nullable Database database, ReadingId reading, List<List<Path>> studies, boolean asked)
      implements AutoCloseable {

    /** What the reader handed in of a study to the database; empty when nothing or no database. */
    Optional<Reading> handedIn(Study study) throws StoreException {
      if (database == null) {
        return Optional.empty();
      }
      return CommittedReadings.of(database, study).stream()
          .filter(each -> each.id().equals(reading))
          .findFirst();
    }

    @Override
    public void close() {
      if (database != null) {
        database.close();
      }
    }
  }

  /** Opens the database when rows are asked for. */
  Rows open(Context context, ReadingId reading) throws UsageException, StoreException {
    if (stages.isEmpty()) {
      if (!words.isBlank()) {
        throw new UsageException("--find goes with --worklist");
      }
      return new Rows(null, reading, List.of(), false);
    }
    Set<Stage> chosen = EnumSet.noneOf(Stage.class);
    for (String stage : stages) {
      chosen.add(stage(stage.strip()));
    }
    Database open = Database.open(database.address(context));
    try {
      return new Rows(open, reading, studies(open, reading.reader(), chosen), true);
    } catch (StoreException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private static Stage stage(String name) throws UsageException {
    for (Stage stage : Stage.values()) {
      if (stage.name().equals(name.toUpperCase(Locale.ROOT))) {
        return stage;
      }
    }
    throw new UsageException(
        "--worklist is new, draft, ready, signed or amended, not '" + name + "'");
  }

  private List<List<Path>> studies(Database open, String reader, Set<Stage> chosen)
      throws StoreException {
    Worklist.Query query =
        new Worklist.Query(reader, words, chosen, Worklist.Sort.DATE, false, 0, AT_ONCE);
    List<List<Path>> studies = new ArrayList<>();
    Worklist.Page page;
    int from = 0;
    do {
      page = open.worklist().find(query.page(from, AT_ONCE));
      page.rows().stream().map(StudyRow::entry).forEach(entry -> studies.add(entry.paths()));
      from += page.rows().size();
    } while (from < page.total() && !page.rows().isEmpty());
    return studies;
  }
}
