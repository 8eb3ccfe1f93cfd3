package ventricle.engine.dicom.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What studies are looked for. Empty texts and null ask for anything.
 *
 * @param patientName part of it; * stands for anything, ? for one sign
 * @param patientId the whole, or with * and ?
 * @param from first day
 * @param to last day
 * @param modality such as MR
 * @param description part of the study's
 */
public record StudyQuery(
    String patientName,
    String patientId,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    String modality,
    String description) {

  private static final List<String> FIELDS =
      List.of(
          "StudyDescription",
          "ModalitiesInStudy",
          "NumberOfStudyRelatedSeries",
          "NumberOfStudyRelatedInstances");

  /** Anything. */
  public static final StudyQuery ALL = new StudyQuery("", "", null, null, "", "");

  /** The parameters of QIDO-RS (PS3.18 section 8.3.4). */
  String parameters(int offset, int limit) {
    List<String> all = new ArrayList<>();
    add(all, "PatientName", anywhere(patientName));
    add(all, "PatientID", patientId.strip());
    add(all, "StudyDate", days());
    add(all, "ModalitiesInStudy", modality.strip());
    add(all, "StudyDescription", anywhere(description));
    FIELDS.forEach(field -> add(all, "includefield", field));
    add(all, "limit", Integer.toString(limit));
    add(all, "offset", Integer.toString(offset));
    return String.join("&", all);
  }

  private static void add(List<String> all, String name, String value) {
    if (!value.isEmpty()) {
      all.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }
  }

  /** A name typed with blanks is found whatever parts it in the archive. */
  private static String anywhere(String text) {
    String words = text.strip().replaceAll("[\\s,^]+", "*");
    return words.isEmpty() || words.contains("?") || words.startsWith("*")
        ? words
        : "*" + words + "*";
  }

  private String days() {
    if (from == null && to == null) {
      return "";
    }
    return (from == null ? "" : DateTimeFormatter.BASIC_ISO_DATE.format(from))
        + "-"
        + (to == null ? "" : DateTimeFormatter.BASIC_ISO_DATE.format(to));
  }

  /** Names no patient. */
  @Override
  public String toString() {
    return "StudyQuery";
  }
}
