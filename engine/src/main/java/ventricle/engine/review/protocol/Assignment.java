package ventricle.engine.review.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ventricle.engine.review.ReadingId;

/**
 * A case that a reader is to read.
 *
 * @param position in the reader's order, 0-based
 */
public record Assignment(Protocol protocol, String reader, int session, int position) {

  /**
   * @throws IllegalArgumentException for somebody who is no reader, or a session or place there is
   *     not
   */
  public Assignment {
    protocol.reading(reader, session);
    if (position < 0 || position >= protocol.cases().size()) {
      throw new IllegalArgumentException("there are " + protocol.cases().size() + " cases");
    }
  }

  /** Where a case stands in a reader's order; empty when there is no such case. */
  public static Optional<Assignment> of(
      Protocol protocol, String reader, int session, String name) {
    List<Protocol.Case> order = CaseOrder.of(protocol, reader, session);
    return IntStream.range(0, order.size())
        .filter(i -> order.get(i).name().equals(name))
        .mapToObj(i -> new Assignment(protocol, reader, session, i))
        .findFirst();
  }

  /** The case itself. */
  public Protocol.Case what() {
    return CaseOrder.of(protocol, reader, session).get(position);
  }

  public ReadingId reading() {
    return protocol.reading(reader, session);
  }

  /** The one after it; empty at the end. */
  public Optional<Assignment> next() {
    return position + 1 < protocol.cases().size()
        ? Optional.of(new Assignment(protocol, reader, session, position + 1))
        : Optional.empty();
  }
}
