package ventricle.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sha256;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.agreement.ModelVersusFinal;
import ventricle.engine.review.Amendment;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.Signatures;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.StoreException.Kind;

/**
 * What a signature freezes, as text in a canonical form: JSON with sorted names and no white space,
 * so that the same study signed by the same reader at the same moment has the same hash. It holds
 * both layers, review states, who looked at which frame, numbers and how much of the model's
 * contours was left, names study and images by digests only, and of the person only what a reader
 * entered by hand. Slices and phases in it count from 0.
 */
public final class SignedContent {

  public static final String SCHEMA = "ventricle-signed/1";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private SignedContent() {}

  /**
   * The edit by which a reader signs a study as it is on screen.
   *
   * @param study with the stack in the order shown
   * @param name what the reader wants to be called in reports
   */
  public static Edit.Sign sign(
      Study study,
      ReviewDocument document,
      Measurements numbers,
      String reader,
      String name,
      Instant at) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    Signatures before = document.signatures();
    int number = before.nextNumber();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", SCHEMA);
    root.put("version", number);
    root.put("reader", reader);
    root.put("name", name);
    root.put("signedAt", second.toString());
    root.put("authenticated", false);
    root.put("previousSha256", before.latest().map(SignedVersion::sha256).orElse(null));
    root.set("amendment", amendment(StudyLife.of(document)));
    root.put("studySha256", Sha256.ofParts(study.studyInstanceUid()));
    root.put("imagesSha256", images(study));
    root.set("document", frozen(document));
    root.set("numbers", MAPPER.valueToTree(numbers));
    ObjectNode dice = root.putObject("modelVersusFinal");
    ModelVersusFinal.of(document)
        .forEach((place, value) -> dice.put(DocumentModule.name(place), value));
    String content = canonical(root).toString();
    return new Edit.Sign(SignedVersion.of(number, reader, name, second, content));
  }

  private static @Nullable JsonNode amendment(StudyLife life) {
    return life instanceof StudyLife.Amended(SignedVersion of, Amendment why)
        ? MAPPER
            .createObjectNode()
            .put("reader", why.reader())
            .put("reason", why.reason())
            .put("at", why.at().toString())
        : null;
  }

  /** Every image of the stack, whichever end it starts from. */
  private static String images(Study study) {
    return Sha256.ofParts(
        study.stack().frames().values().stream()
            .map(frame -> frame.source().sopInstanceUid() + "#" + frame.source().frameNumber())
            .sorted()
            .toArray(String[]::new));
  }

  private static ObjectNode frozen(ReviewDocument document) {
    ObjectNode tree = ordered(document);
    tree.remove(List.of("signatures", "state", "studyInstanceUid"));
    return tree;
  }

  /** A document as a tree in which also sets have an order, which they have not of their own. */
  static ObjectNode ordered(ReviewDocument document) {
    ObjectNode tree = new JournalCodec().tree(document).deepCopy();
    ArrayNode models = tree.putArray("models");
    document.models().stream()
        .sorted(Comparator.comparing(Object::toString))
        .forEach(model -> models.add(MAPPER.<JsonNode>valueToTree(model)));
    return tree;
  }

  /** The same with names in order. */
  static JsonNode canonical(JsonNode node) {
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        sorted.put(field.getKey(), canonical(field.getValue()));
      }
      ObjectNode result = MAPPER.createObjectNode();
      sorted.forEach(result::set);
      return result;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode result = MAPPER.createArrayNode();
      StreamSupport.stream(array.spliterator(), false).forEach(item -> result.add(canonical(item)));
      return result;
    }
    return node;
  }

  /**
   * A study as it was right after its n-th signature.
   *
   * @param now the document with all its signatures
   * @param number of the version, from 1
   * @throws StoreException CANNOT_READ when the content is not what was signed or not of this
   *     schema
   */
  public static ReviewDocument document(ReviewDocument now, int number) throws StoreException {
    Signatures all = now.signatures();
    Signatures then =
        new Signatures(all.versions().subList(0, number), all.amendments().subList(0, number - 1));
    JournalCodec codec = new JournalCodec();
    try {
      ObjectNode tree = (ObjectNode) root(then.versions().getLast()).path("document");
      tree.put("studyInstanceUid", now.studyInstanceUid()).put("state", "SIGNED");
      tree.set("signatures", codec.tree(then));
      return codec.document(tree);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /**
   * The layers, marks and states that a reader signed, without the signatures: a document that is
   * READY.
   *
   * @throws StoreException CANNOT_READ when the content is not of this schema
   */
  public static ReviewDocument layers(String content, String studyInstanceUid)
      throws StoreException {
    JournalCodec codec = new JournalCodec();
    try {
      if (root(content).path("document") instanceof ObjectNode tree) {
        tree.put("studyInstanceUid", studyInstanceUid).put("state", StudyState.READY.name());
        tree.set("signatures", codec.tree(Signatures.NONE));
        return codec.document(tree);
      }
      throw unreadable(null);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /** The numbers as they were signed; errors as {@link #document}. */
  public static Measurements numbers(SignedVersion version) throws StoreException {
    try {
      return MAPPER.treeToValue(root(version).path("numbers"), Measurements.class);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  /** Numbers as text in the same canonical form. */
  public static String text(Measurements numbers) {
    return canonical(MAPPER.valueToTree(numbers)).toString();
  }

  private static JsonNode root(SignedVersion version)
      throws StoreException, JsonProcessingException {
    if (!version.intact()) {
      throw unreadable(null);
    }
    return root(version.content());
  }

  private static JsonNode root(String content) throws StoreException, JsonProcessingException {
    JsonNode root = MAPPER.readTree(content);
    if (!root.path("schema").asText().equals(SCHEMA)) {
      throw unreadable(null);
    }
    return root;
  }

  private static StoreException unreadable(@Nullable Throwable cause) {
    String message = "The signed version is not as it was when it was signed.";
    return cause == null
        ? new StoreException(Kind.CANNOT_READ, message)
        : new StoreException(Kind.CANNOT_READ, message, cause);
  }
}
