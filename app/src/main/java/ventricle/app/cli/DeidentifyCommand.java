package ventricle.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ventricle.engine.dicom.deid.DeidOptions;
import ventricle.engine.dicom.deid.Deidentification;
import ventricle.engine.dicom.deid.Deidentified;
import ventricle.engine.dicom.deid.Pseudonyms;
import ventricle.engine.exchange.AnalysisExport;
import ventricle.engine.store.OwnerFiles;
import ventricle.engine.store.db.AuditEvent;

/** {@code ventricle deidentify}: DICOM files without the patient. */
@Command(
    name = "deidentify",
    mixinStandardHelpOptions = true,
    description = {
      "Writes DICOM files again without the patient, by the Basic Application Confidentiality"
          + " Profile of PS3.15.",
      "Documents are left out, and so are pictures whose pixels may show the name, unless"
          + " --keep-pictures is given; both are named.",
      "Ends with 4 when something was left out."
    })
final class DeidentifyCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "files and folders")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "folder to write, empty or absent")
  private Path out = Path.of("");

  @Option(
      names = "--dates",
      paramLabel = "removed|shifted",
      description =
          "take dates out, or move all of a patient's by the same number of days (default:"
              + " removed)")
  private DeidOptions.Dates dates = DeidOptions.Dates.REMOVED;

  @Option(
      names = "--keep-characteristics",
      description = "keep sex, age, size and weight; an age above 90 becomes 90")
  private boolean characteristics;

  @Option(names = "--keep-device", description = "keep names and numbers of the scanner")
  private boolean device;

  @Option(
      names = "--clean-descriptors",
      description =
          "keep words of scanner protocols, such as cine and SAX, in descriptions; all other words"
              + " and all numbers go")
  private boolean descriptors;

  @Option(
      names = "--keep-pictures",
      description = "also pictures whose pixels may show the name; look at each of them")
  private boolean pictures;

  @Option(
      names = "--subject",
      paramLabel = "CODE",
      description = "what the patient is called (default: a code made up)")
  private @Nullable String subject;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "key of which codes, UIDs and shifts are made, written where there is none; the same key"
              + " gives the same again, and whoever has it can tell whose files they are")
  private @Nullable Path key;

  @Mixin private final DatabaseOption database = new DatabaseOption();

  DeidentifyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    DeidOptions options;
    try {
      options = new DeidOptions(dates, characteristics, device, descriptors, pictures, subject);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    AnalysisExport.check(out, false);
    AuditTrail audit = new AuditTrail(context, database);
    Deidentified done =
        new Deidentification(
                paths, out, null, options, pseudonyms(), "Ventricle " + context.version())
            .run(context.console().progress(), context.cancel());
    audit.note(new AuditEvent.Deidentified(done.files()));
    done.leftOut().forEach(l -> context.console().say("left out: " + l.file() + ": " + l.cause()));
    done.toLookAt().forEach(l -> context.console().say("look at: " + l.file() + ": " + l.cause()));
    context.console().result(done.files() + " files in " + done.folder());
    return done.leftOut().isEmpty() ? ExitCode.DONE : ExitCode.MISSING_PARTS;
  }

  private Pseudonyms pseudonyms() throws IOException, UsageException {
    if (key == null) {
      return Pseudonyms.fresh();
    }
    if (!Files.exists(key)) {
      byte[] made = Pseudonyms.newKey();
      OwnerFiles.replace(key.toAbsolutePath(), Base64.getEncoder().encode(made));
      return Pseudonyms.keyed(made);
    }
    try {
      return Pseudonyms.keyed(Base64.getDecoder().decode(Files.readString(key).strip()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(key.getFileName() + " holds no key");
    }
  }
}
