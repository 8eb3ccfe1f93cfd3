package ventricle.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import ventricle.engine.store.db.AuditVerification;
import ventricle.engine.store.db.DatabaseAddress;

/** What a look at the audit found, for machines. */
final class AuditJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AuditJson() {}

  static String line(DatabaseAddress address, AuditVerification found) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", "ventricle-audit-verification/1");
    root.put("database", address.shown());
    root.put("rows", found.rows());
    root.put("head", found.head());
    root.put("remembered", found.remembered());
    root.put("whole", found.whole());
    var problems = root.putArray("problems");
    for (AuditVerification.Problem problem : found.problems()) {
      problems
          .addObject()
          .put("row", problem.seq())
          .put("kind", problem.kind().name().toLowerCase(Locale.ROOT))
          .put("message", problem.message());
    }
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written", e);
    }
  }
}
