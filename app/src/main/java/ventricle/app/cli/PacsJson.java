package ventricle.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ventricle.engine.dicom.web.Retrieved;
import ventricle.engine.dicom.web.Sent;
import ventricle.engine.dicom.web.StudyMatch;

/** What came of asking an archive, for machines. */
final class PacsJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PacsJson() {}

  static String line(String host, StudyMatch.Page page) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", "ventricle-pacs-studies/1").put("host", host).put("more", page.more());
    var studies = root.putArray("studies");
    for (StudyMatch study : page.studies()) {
      ObjectNode one = studies.addObject();
      one.put("studyInstanceUid", study.studyUid())
          .put("patientName", study.patientName())
          .put("patientId", study.patientId())
          .put("date", study.date() == null ? null : study.date().toString())
          .put("description", study.description())
          .put("accession", study.accession());
      study.modalities().forEach(one.putArray("modalities")::add);
      put(one, "series", study.series());
      put(one, "images", study.instances());
    }
    return text(root);
  }

  static String line(String host, Retrieved retrieved) {
    return text(
        JSON.createObjectNode()
            .put("schema", "ventricle-pacs-retrieved/1")
            .put("host", host)
            .put("folder", retrieved.folder().toString())
            .put("images", retrieved.images())
            .put("fetched", retrieved.fetched()));
  }

  static String line(String host, Sent sent) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", "ventricle-pacs-sent/1").put("host", host).put("stored", sent.stored());
    var refused = root.putArray("refused");
    sent.refused()
        .forEach(r -> refused.addObject().put("file", r.file().toString()).put("cause", r.cause()));
    return text(root);
  }

  private static void put(ObjectNode node, String name, int count) {
    if (count < 0) {
      node.putNull(name);
    } else {
      node.put(name, count);
    }
  }

  private static String text(ObjectNode root) {
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written", e);
    }
  }
}
