package ventricle.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ventricle.engine.review.ReadingId;

/** Whose reading a command is about. */
final class ReadingOptions {

  @Option(
      names = "--reader",
      paramLabel = "NAME",
      description = "whose reading; consensus for the one agreed on (default: you)")
  private String reader = System.getProperty("user.name");

  @Option(
      names = "--protocol",
      paramLabel = "ID",
      description = "of this observer study instead of everyday work")
  private @Nullable String protocol;

  @Option(names = "--session", paramLabel = "N", description = "session under the protocol, from 1")
  private int session = 1;

  ReadingId id() {
    if (protocol == null) {
      return ReadingId.of(reader);
    }
    return reader.equals(ReadingId.CONSENSUS)
        ? ReadingId.consensus(protocol)
        : new ReadingId(reader, protocol, session);
  }
}
