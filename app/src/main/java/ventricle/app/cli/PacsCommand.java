package ventricle.app.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.dicom.cine.InputFiles;
import ventricle.engine.dicom.web.PacsClient;
import ventricle.engine.dicom.web.Retrieved;
import ventricle.engine.dicom.web.Sent;
import ventricle.engine.dicom.web.StudyMatch;
import ventricle.engine.dicom.web.StudyQuery;
import ventricle.engine.store.db.AuditEvent;

/** {@code ventricle pacs}: an archive by DICOMweb. */
@Command(
    name = "pacs",
    mixinStandardHelpOptions = true,
    description = "Finds studies in an archive by DICOMweb, fetches them and sends results.",
    synopsisSubcommandLabel = "COMMAND")
final class PacsCommand implements Callable<Integer> {

  static CommandLine line(Context context) {
    return new CommandLine(new PacsCommand())
        .addSubcommand("find", new Find(context))
        .addSubcommand("get", new Get(context))
        .addSubcommand("send", new Send(context));
  }

  @Override
  public Integer call() throws UsageException {
    throw new UsageException("pacs find, pacs get or pacs send");
  }

  /** {@code ventricle pacs find}. */
  @Command(
      name = "find",
      mixinStandardHelpOptions = true,
      description = "Lists studies of an archive.")
  static final class Find implements Callable<Integer> {

    private final Context context;
    @Mixin private final PacsOptions pacs = new PacsOptions();
    @Mixin private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--name", paramLabel = "TEXT", description = "part of the patient's name")
    private String name = "";

    @Option(names = "--id", paramLabel = "ID", description = "patient's number, * for anything")
    private String id = "";

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "first day")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "last day")
    private @Nullable LocalDate to;

    @Option(names = "--modality", paramLabel = "CODE", description = "such as MR")
    private String modality = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "part of the study's")
    private String description = "";

    @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: 100)")
    private int limit = 100;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    Find(Context context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      StudyQuery query = new StudyQuery(name, id, from, to, modality, description);
      if (limit < 1) {
        throw new UsageException("--limit is 1 or more");
      }
      AuditTrail audit = new AuditTrail(context, database);
      try (PacsClient client = pacs.open(context)) {
        StudyMatch.Page page = client.find(query, 0, limit, context.cancel());
        audit.note(new AuditEvent.Queried(client.host(), page.studies().size()));
        if (json) {
          context.console().result(PacsJson.line(client.host(), page));
        } else {
          page.studies().forEach(study -> context.console().result(shown(study)));
          if (page.more()) {
            context.console().say("there are more; ask for less, or raise --limit");
          }
        }
      }
      return ExitCode.DONE;
    }

    private static String shown(StudyMatch study) {
      return String.format(
          Locale.ROOT,
          "%s  %-10s  %-6s  %-5s  %s  %s  %s",
          study.studyUid(),
          study.date() == null ? "" : study.date(),
          String.join("/", study.modalities()),
          study.instances() < 0 ? "" : study.instances(),
          study.patientId(),
          study.patientName(),
          study.description());
    }
  }

  /** {@code ventricle pacs get}. */
  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = {
        "Fetches a study into a folder of its own below --out and prints where it is.",
        "What was cut off goes on where it ended; no folder is shown before all is there."
      })
  static final class Get implements Callable<Integer> {

    private final Context context;
    @Mixin private final PacsOptions pacs = new PacsOptions();
    @Mixin private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "UID", description = "Study Instance UID, as pacs find prints it")
    private String study = "";

    @Option(names = "--series", paramLabel = "UID", description = "only this series")
    private @Nullable String series;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "where the study's folder is made (default: retrieved in the user folder)")
    private @Nullable Path out;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    Get(Context context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      AuditTrail audit = new AuditTrail(context, database);
      Path inbox = out == null ? context.userFolder().create().retrieved() : out;
      try (PacsClient client = pacs.open(context)) {
        Retrieved retrieved =
            client.retrieve(study, series, inbox, context.console().progress(), context.cancel());
        audit.note(AuditEvent.Retrieved.of(client.host(), study, retrieved.fetched()));
        context
            .console()
            .result(json ? PacsJson.line(client.host(), retrieved) : retrieved.folder().toString());
      }
      return ExitCode.DONE;
    }
  }

  /** {@code ventricle pacs send}. */
  @Command(
      name = "send",
      mixinStandardHelpOptions = true,
      description = {
        "Sends DICOM files to an archive; of a folder those whose names end in .dcm.",
        "Ends with 4 when the archive did not take all of them."
      })
  static final class Send implements Callable<Integer> {

    private final Context context;
    @Mixin private final PacsOptions pacs = new PacsOptions();
    @Mixin private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files and folders")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    Send(Context context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      List<Path> files =
          InputFiles.below(paths, context.cancel()).files().stream()
              .map(InputFiles.InputFile::path)
              .filter(f -> paths.contains(f) || f.toString().endsWith(".dcm"))
              .toList();
      if (files.isEmpty()) {
        throw new UsageException("no DICOM files to send");
      }
      AuditTrail audit = new AuditTrail(context, database);
      try (PacsClient client = pacs.open(context)) {
        Sent sent = client.send(files, context.console().progress(), context.cancel());
        audit.note(new AuditEvent.Sent(client.host(), sent.stored()));
        sent.refused()
            .forEach(
                r ->
                    context
                        .console()
                        .say("not stored: " + r.file().getFileName() + ": " + r.cause()));
        context
            .console()
            .result(
                json
                    ? PacsJson.line(client.host(), sent)
                    : "%d of %d files are in %s"
                        .formatted(sent.stored(), files.size(), client.host()));
        return sent.complete() ? ExitCode.DONE : ExitCode.MISSING_PARTS;
      }
    }
  }
}
