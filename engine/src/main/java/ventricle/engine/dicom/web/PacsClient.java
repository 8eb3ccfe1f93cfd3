package ventricle.engine.dicom.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * An archive by DICOMweb (PS3.18): asks by QIDO-RS, fetches by WADO-RS, sends by STOW-RS. Every
 * call waits for its answer and ends early when cancelled. Safe to share between threads.
 */
public final class PacsClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String JSON = "application/dicom+json";
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 1000;

  private static final Tag MODALITIES_IN_STUDY = Tag.of("ModalitiesInStudy");
  private static final Tag STUDY_SERIES = Tag.of("NumberOfStudyRelatedSeries");
  private static final Tag STUDY_INSTANCES = Tag.of("NumberOfStudyRelatedInstances");
  private static final Tag SERIES_INSTANCES = Tag.of("NumberOfSeriesRelatedInstances");

  private final WebConnection connection;

  public PacsClient(PacsServer server) throws PacsException {
    this(server, PATIENCE);
  }

  /**
   * @param patience how long to wait for a connection, an answer, and more of one
   */
  public PacsClient(PacsServer server, Duration patience) throws PacsException {
    this.connection = new WebConnection(server, patience);
  }

  /** Name and port of the archive's host. */
  public String host() {
    return connection.host();
  }

  /**
   * Studies that fit, a page of them.
   *
   * @param limit most of them at once
   */
  public StudyMatch.Page find(StudyQuery query, int offset, int limit, CancelToken cancel)
      throws PacsException {
    List<JsonNode> found = ask("studies?" + query.parameters(offset, limit + 1), cancel);
    List<StudyMatch> studies =
        found.stream()
            .filter(o -> !DicomJson.uid(o, Tags.STUDY_INSTANCE_UID).isEmpty())
            .limit(limit)
            .map(PacsClient::study)
            .toList();
    return new StudyMatch.Page(studies, found.size() > limit);
  }

  /** The series of a study. */
  public List<SeriesMatch> series(String studyUid, CancelToken cancel) throws PacsException {
    return ask(
            "studies/"
                + studyUid
                + "/series?includefield=SeriesDescription"
                + "&includefield=NumberOfSeriesRelatedInstances",
            cancel)
        .stream()
        .filter(o -> !DicomJson.uid(o, Tags.SERIES_INSTANCE_UID).isEmpty())
        .map(
            o ->
                new SeriesMatch(
                    DicomJson.uid(o, Tags.SERIES_INSTANCE_UID),
                    DicomJson.text(o, Tags.MODALITY),
                    DicomJson.text(o, Tags.SERIES_DESCRIPTION),
                    DicomJson.number(o, Tags.SERIES_NUMBER),
                    DicomJson.number(o, SERIES_INSTANCES)))
        .toList();
  }

  /**
   * Fetches a study, or one series of it, into a folder of its own below {@code inbox}. The folder
   * appears when everything is there; until then the files wait out of sight, and a later call goes
   * on where an earlier one ended. Its name says nothing about the patient.
   *
   * @param seriesUid null for the whole study
   */
  public Retrieved retrieve(
      String studyUid,
      @Nullable String seriesUid,
      Path inbox,
      Progress progress,
      CancelToken cancel)
      throws PacsException {
    return new Retrieval(this, studyUid, seriesUid, inbox).run(progress, cancel);
  }

  /**
   * Sends DICOM files.
   *
   * @throws UnusableInputException when one of them is no DICOM file; then none is sent
   */
  public Sent send(List<Path> files, Progress progress, CancelToken cancel)
      throws PacsException, UnusableInputException {
    return new Sending(connection, files).run(progress, cancel);
  }

  /** UIDs of what the archive has of a study, by series in the archive's order. */
  Map<String, List<String>> instances(
      String studyUid, @Nullable String seriesUid, CancelToken cancel) throws PacsException {
    String path =
        "studies/" + studyUid + (seriesUid == null ? "" : "/series/" + seriesUid) + "/instances";
    Map<String, List<String>> found = new LinkedHashMap<>();
    int offset = 0;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      List<JsonNode> page = ask(path + "?limit=" + PAGE + "&offset=" + offset, cancel);
      boolean news = false;
      for (JsonNode o : page) {
        String instance = DicomJson.uid(o, Tags.SOP_INSTANCE_UID);
        String told = DicomJson.uid(o, Tags.SERIES_INSTANCE_UID);
        String series = seriesUid != null ? seriesUid : told;
        if (instance.isEmpty() || series.isEmpty()) {
          throw new PacsException(
              Kind.GARBAGE, connection.host(), "it lists images without saying which");
        }
        List<String> known = found.computeIfAbsent(series, s -> new ArrayList<>());
        if (!known.contains(instance)) {
          known.add(instance);
          news = true;
        }
      }
      if (!news || page.size() < PAGE) {
        break; // also where the archive does not know of pages
      }
      offset += page.size();
    }
    return found;
  }

  WebConnection connection() {
    return connection;
  }

  private List<JsonNode> ask(String path, CancelToken cancel) throws PacsException {
    var request = connection.request(path).header("Accept", JSON).GET().build();
    try (WebConnection.Answer answer = connection.send(request, Duration.ZERO, cancel)) {
      if (answer.status() == 204) {
        return List.of();
      }
      String type = answer.contentType().toLowerCase(Locale.ROOT);
      if (answer.status() != 200 || !type.contains("json")) {
        throw notDicomWeb();
      }
      return DicomJson.objects(answer.body().whole()).orElseThrow(this::notDicomWeb);
    }
  }

  private PacsException notDicomWeb() {
    return new PacsException(Kind.GARBAGE, connection.host(), "what answers is not DICOMweb");
  }

  private static StudyMatch study(JsonNode o) {
    return new StudyMatch(
        DicomJson.uid(o, Tags.STUDY_INSTANCE_UID),
        DicomJson.text(o, Tags.PATIENT_NAME),
        DicomJson.text(o, Tags.PATIENT_ID),
        DicomJson.date(o, Tags.STUDY_DATE),
        DicomJson.text(o, Tags.STUDY_DESCRIPTION),
        DicomJson.texts(o, MODALITIES_IN_STUDY),
        DicomJson.text(o, Tags.ACCESSION_NUMBER),
        DicomJson.number(o, STUDY_SERIES),
        DicomJson.number(o, STUDY_INSTANCES));
  }

  @Override
  public void close() {
    connection.close();
  }
}
