package ventricle.engine.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.domain.Study;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.store.DocumentCodec;
import ventricle.engine.store.SignedContent;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.CommittedDocuments.Committed;

/** What readers have handed in of a study, as layers to be looked at. */
public final class CommittedReadings {

  private static final Logger LOG = LoggerFactory.getLogger(CommittedReadings.class);

  private CommittedReadings() {}

  /**
   * The latest of each reader, in the order they were handed in; what cannot be read is left out.
   * Time at work is not in it, and what was signed comes without its signatures.
   *
   * @param study with the stack in the order of its files
   */
  public static List<Reading> of(Database database, Study study) throws StoreException {
    CommittedDocuments documents = database.documents();
    Map<String, Committed> latest = new LinkedHashMap<>();
    for (Committed each : documents.all(StudyKey.of(study))) {
      latest.merge(each.reader(), each, (a, b) -> a.revision() > b.revision() ? a : b);
    }
    List<Reading> readings = new ArrayList<>();
    for (Committed each : latest.values()) {
      try {
        ReviewDocument document = document(documents, each, study.studyInstanceUid());
        readings.add(new Reading(ReadingId.of(each.reader()), document, Duration.ZERO));
      } catch (JsonProcessingException e) {
        LOG.warn("a document was left out, a later version handed it in");
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.CANNOT_READ) {
          throw e;
        }
        LOG.warn("a document was left out: it is not what was handed in");
      }
    }
    return List.copyOf(readings);
  }

  private static ReviewDocument document(CommittedDocuments documents, Committed each, String uid)
      throws StoreException, JsonProcessingException {
    String content = documents.content(each);
    return each.signed()
        ? SignedContent.layers(content, uid)
        : new DocumentCodec().read(content, uid);
  }
}
