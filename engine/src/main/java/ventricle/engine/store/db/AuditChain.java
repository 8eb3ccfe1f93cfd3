package ventricle.engine.store.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sha256;
import ventricle.engine.store.db.AuditLog.Row;
import ventricle.engine.store.db.AuditVerification.Kind;
import ventricle.engine.store.db.AuditVerification.Problem;

/** How rows of the audit seal each other. */
final class AuditChain {

  static final String START = "0".repeat(64);

  private AuditChain() {}

  static Row after(@Nullable Row last, PendingAudit.Entry entry, String at, String facts) {
    long seq = last == null ? 1 : last.seq() + 1;
    Row open =
        new Row(
            seq,
            entry.id(),
            at,
            entry.reader(),
            entry.machine(),
            entry.action(),
            entry.study(),
            facts,
            last == null ? START : last.hash(),
            "");
    return open.sealed(sealAt(seq, open));
  }

  /** The hash of a row, were it in a place. */
  private static String sealAt(long seq, Row row) {
    return Sha256.ofParts(
        "ventricle-audit/1",
        String.valueOf(seq),
        row.id(),
        row.at(),
        row.reader(),
        row.machine(),
        row.action(),
        row.study() == null ? "" : row.study(),
        row.facts(),
        row.previous());
  }

  /** Looks at rows in the order of their places. */
  static final class Check {

    private static final int MOST_PLACES = 1000;

    private final AuditHeads.@Nullable Head remembered;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Row> broken = new ArrayList<>();
    private final Set<Long> gaps = new TreeSet<>();
    private @Nullable Row last;
    private long rows;
    private boolean lastSealed = true;
    private boolean headSeen;

    Check(AuditHeads.@Nullable Head remembered) {
      this.remembered = remembered;
    }

    void add(Row row) {
      long expected = last == null ? 1 : last.seq() + 1;
      String previous = last == null ? START : last.hash();
      boolean sealed = row.hash().equals(sealAt(row.seq(), row));
      if (row.seq() != expected) {
        problems.add(new Problem(row.seq(), Kind.MISSING, missing(expected, row.seq() - 1)));
        for (long gap = expected; gap < row.seq() && gaps.size() < MOST_PLACES; gap++) {
          gaps.add(gap);
        }
      } else if (sealed && lastSealed && !row.previous().equals(previous)) {
        problems.add(
            new Problem(
                row.seq(),
                Kind.CHANGED,
                "row " + (row.seq() - 1) + " is not the one that row " + row.seq() + " seals"));
      }
      if (!sealed) {
        broken.add(row);
      }
      lastSealed = sealed;
      if (remembered != null && row.seq() == remembered.seq()) {
        headSeen = row.hash().equals(remembered.hash());
      }
      last = row;
      rows++;
    }

    private static String missing(long from, long to) {
      return from == to
          ? "row " + from + " is missing"
          : "rows " + from + " to " + to + " are missing";
    }

    AuditVerification result() {
      Set<Long> places =
          broken.stream().limit(MOST_PLACES).map(Row::seq).collect(Collectors.toSet());
      places.addAll(gaps);
      for (Row row : broken) {
        problems.add(broken(row, places));
      }
      long end = last == null ? 0 : last.seq();
      AuditHeads.Head head = remembered;
      if (head != null && end < head.seq()) {
        problems.add(
            new Problem(
                end + 1,
                Kind.TRUNCATED,
                "the audit ends at row " + end + "; this machine has seen row " + head.seq()));
      } else if (head != null && !headSeen) {
        problems.add(
            new Problem(
                head.seq(),
                Kind.REWRITTEN,
                "row " + head.seq() + " is not the one that this machine has seen"));
      }
      problems.sort((a, b) -> Long.compare(a.seq(), b.seq()));
      return new AuditVerification(
          rows, last == null ? START : last.hash(), head == null ? 0 : head.seq(), problems);
    }

    private static Problem broken(Row row, Set<Long> places) {
      for (long place : places) {
        if (row.hash().equals(sealAt(place, row))) {
          return new Problem(
              row.seq(), Kind.REORDERED, "row " + row.seq() + " was written as row " + place);
        }
      }
      return new Problem(row.seq(), Kind.CHANGED, "row " + row.seq() + " was changed");
    }
  }
}
