package ventricle.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.engine.domain.Study;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.store.StoreException.Kind;

/**
 * The readings whose journals lie in a folder, to be looked at and never changed. What is being
 * written at the moment may be there or not.
 */
public final class Readings {

  private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

  private final Path folder;
  private final JournalCodec codec = new JournalCodec();

  /**
   * @param folder holds the journals; need not be there
   */
  public Readings(Path folder) {
    this.folder = folder;
  }

  /** One reader's work on a study's chosen stack; empty when there is none. */
  public Optional<Reading> of(Study study, ReadingId id) throws StoreException {
    return EditJournal.peek(folder, JournalKey.of(study, id))
        .map(content -> new Reading(id, content.history().document(), content.active()));
  }

  /**
   * Everybody's work on a study's chosen stack, by protocol, reader and session; a journal that
   * cannot be read is left out. Readings of everyday work come first.
   */
  public List<Reading> of(Study study) throws StoreException {
    List<Reading> found = new ArrayList<>();
    for (ReadingId id : ids()) {
      try {
        of(study, id).ifPresent(found::add);
      } catch (StoreException e) {
        LOG.warn("a journal was left out: {}", e.kind());
      }
    }
    return List.copyOf(found);
  }

  /** When a reading was last worked on; empty when there is none. */
  public Optional<Instant> lastChange(Study study, ReadingId id) throws StoreException {
    Path file = EditJournal.file(folder, JournalKey.of(study, id));
    try {
      return Files.exists(file)
          ? Optional.of(Files.getLastModifiedTime(file).toInstant())
          : Optional.empty();
    } catch (IOException e) {
      throw new StoreException(Kind.CANNOT_READ, "A journal cannot be read.", e);
    }
  }

  /** Whose readings of any study there are. */
  public List<ReadingId> ids() throws StoreException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(JournalKey.SUFFIX))
          .map(this::id)
          .flatMap(Optional::stream)
          .distinct()
          .sorted(
              Comparator.comparing((ReadingId id) -> id.protocol() == null ? "" : id.protocol())
                  .thenComparing(ReadingId::reader)
                  .thenComparingInt(ReadingId::session))
          .toList();
    } catch (IOException e) {
      throw new StoreException(Kind.CANNOT_READ, "The folder of journals cannot be read.", e);
    }
  }

  private Optional<ReadingId> id(Path file) {
    try (var in = Files.newBufferedReader(file)) {
      String first = in.readLine();
      return first == null
          ? Optional.empty()
          : Optional.ofNullable(codec.readHeader(first).reading());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
