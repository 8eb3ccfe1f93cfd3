package ventricle.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ventricle.engine.review.ReviewDocument;

/**
 * A document as text that is the same for equal documents, on every machine and in every run:
 * canonical JSON. Coordinates keep every bit. Does not name the study.
 */
public final class DocumentCodec {

  private final JournalCodec codec = new JournalCodec();
  private final JsonMapper mapper = JsonMapper.builder().build();

  public String write(ReviewDocument document) {
    ObjectNode tree = SignedContent.ordered(document);
    tree.put("studyInstanceUid", "");
    return SignedContent.canonical(tree).toString();
  }

  /**
   * @throws JsonProcessingException when a later version of the program wrote it
   */
  public ReviewDocument read(String text, String studyInstanceUid) throws JsonProcessingException {
    if (mapper.readTree(text) instanceof ObjectNode tree) {
      tree.put("studyInstanceUid", studyInstanceUid);
      return codec.document(tree);
    }
    throw new com.fasterxml.jackson.databind.JsonMappingException(null, "not a document");
  }
}
