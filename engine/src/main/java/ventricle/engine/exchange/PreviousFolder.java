package ventricle.engine.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.Tags;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.FlagCodes;
import ventricle.engine.measure.Measurements;
import ventricle.engine.report.PreviousStudy;
import ventricle.engine.review.StudyState;

/**
 * An earlier examination from the folder that its analysis was written to. Its numbers are in
 * {@code measurements.json}, which names nobody; whose they are stands in the DICOM objects beside
 * it, which are of the same examination.
 */
public final class PreviousFolder {

  private static final List<String> OBJECTS =
      List.of("sr.dcm", "report.dcm", "seg-ed.dcm", "seg-es.dcm", "key-ed.dcm", "key-es.dcm");

  private final Path folder;

  private PreviousFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Says early whether a folder can be one.
   *
   * @throws UnusableInputException when its numbers or the objects that say whose they are are not
   *     there
   */
  public static PreviousFolder of(Path folder) throws UnusableInputException {
    PreviousFolder previous = new PreviousFolder(folder);
    if (!Files.isRegularFile(previous.measurements())) {
      throw new UnusableInputException(
          folder.toString(), "holds no measurements.json of an earlier analysis");
    }
    previous.object();
    return previous;
  }

  private Path measurements() {
    return folder.resolve("measurements.json");
  }

  private Path object() throws UnusableInputException {
    return OBJECTS.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "holds no sr.dcm or other DICOM object, so nothing says whose numbers these"
                        + " are"));
  }

  /**
   * What of it stands beside a later examination.
   *
   * @throws UnusableInputException when it is not an earlier examination of the same person, or
   *     that cannot be known
   */
  public PreviousStudy before(Study now) throws UnusableInputException, IOException {
    DataSet who = DicomReader.read(object()).dataSet();
    JsonNode json = json();
    String uid = json.path("studyInstanceUid").asText();
    if (!uid.equals(who.string(Tags.STUDY_INSTANCE_UID).orElse(null))) {
      throw refused("its numbers and its DICOM objects are not of the same examination");
    }
    Patient patient =
        new Patient(
            who.string(Tags.PATIENT_ID).orElse(null),
            null,
            null,
            who.date(Tags.PATIENT_BIRTH_DATE).orElse(null),
            null,
            null,
            null);
    var date = who.date(Tags.STUDY_DATE).orElse(null);
    String why = PreviousStudies.whyNot(now, patient, date, uid);
    if (why != null || date == null) {
      throw refused(String.valueOf(why));
    }
    Measurements numbers = numbers(json);
    if (PreviousStudies.nothing(numbers)) {
      throw refused("holds no volumes to compare with");
    }
    JsonNode review = json.path("review");
    return PreviousStudies.compared(
        date,
        numbers,
        state(review.path("state").asText("draft")),
        review.path("version").asInt(0),
        review.path("name").asText(""),
        contours(uid));
  }

  private ContoursFile contours(String uid) throws IOException, UnusableInputException {
    Path file = folder.resolve("contours.json");
    if (!Files.isRegularFile(file)) {
      throw refused("holds no contours.json, so nothing says who drew what");
    }
    ContoursFile contours = ContoursJson.read(file);
    if (!contours.studyInstanceUid().equals(uid)) {
      throw refused("its contours and its numbers are not of the same examination");
    }
    return contours;
  }

  private StudyState state(String word) throws UnusableInputException {
    try {
      return StudyState.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refused("its measurements.json is of no version known here");
    }
  }

  private JsonNode json() throws IOException, UnusableInputException {
    JsonNode root;
    try {
      root = new JsonMapper().readTree(measurements().toFile());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw refused("its measurements.json is no JSON");
    }
    if (!root.path("schema").asText().equals(MeasurementsJson.SCHEMA)) {
      throw refused("its measurements.json is of no version known here");
    }
    return root;
  }

  private UnusableInputException refused(String why) {
    return new UnusableInputException(folder.toString(), why);
  }

  private static Measurements numbers(JsonNode root) {
    JsonNode lv = root.path("lv");
    JsonNode rv = root.path("rv");
    JsonNode by = root.path("indexed");
    List<Flag> flags = new ArrayList<>();
    for (JsonNode flag : root.path("flags")) {
      flags.add(new Flag(flag.path("code").asText(), flag.path("message").asText(), null));
    }
    return new Measurements(
        null,
        null,
        root.path("papillary").asText(),
        new Measurements.LeftVentricle(
            number(lv, "edvMl"),
            number(lv, "esvMl"),
            number(lv, "svMl"),
            number(lv, "efPercent"),
            number(lv, "coLPerMin"),
            number(lv, "massEdG")),
        new Measurements.RightVentricle(
            number(rv, "edvMl"),
            number(rv, "esvMl"),
            number(rv, "svMl"),
            number(rv, "efPercent"),
            number(rv, "coLPerMin")),
        new Measurements.Indexed(
            number(by, "bsaM2"),
            by.path("formula").asText(),
            number(by, "lvEdvMlPerM2"),
            number(by, "lvEsvMlPerM2"),
            number(by, "lvSvMlPerM2"),
            number(by, "lvMassGPerM2"),
            number(by, "cardiacIndex"),
            number(by, "rvEdvMlPerM2"),
            number(by, "rvEsvMlPerM2"),
            number(by, "rvSvMlPerM2"),
            number(by, "rvCardiacIndex"),
            Measurements.ByHeight.UNKNOWN),
        new Measurements.VolumeCurve(null, null, null),
        flags.stream().anyMatch(flag -> FlagCodes.limitsCoverage(flag.code())),
        flags);
  }

  private static @Nullable Double number(JsonNode node, String name) {
    return node.path(name).isNumber() ? (Double) node.path(name).asDouble() : null;
  }
}
