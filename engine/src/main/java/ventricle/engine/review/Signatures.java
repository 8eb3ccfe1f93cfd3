package ventricle.engine.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every signed version of a study and what was done after each, oldest first. Nothing is ever taken
 * out.
 *
 * @param versions numbered from 1
 * @param amendments the i-th opened the i-th version again; as many as versions, or one less
 */
public record Signatures(List<SignedVersion> versions, List<Amendment> amendments) {

  public static final Signatures NONE = new Signatures(List.of(), List.of());

  public Signatures {
    versions = List.copyOf(versions);
    amendments = List.copyOf(amendments);
    int open = versions.size() - amendments.size();
    if (open < 0 || open > 1) {
      throw new IllegalArgumentException(
          amendments.size() + " amendments of " + versions.size() + " signed versions");
    }
  }

  /** The version signed last, whether or not it was amended since. */
  public Optional<SignedVersion> latest() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  /** The number that the next version bears. */
  public int nextNumber() {
    return versions.size() + 1;
  }

  Signatures with(SignedVersion version) {
    List<SignedVersion> all = new ArrayList<>(versions);
    all.add(version);
    return new Signatures(all, amendments);
  }

  Signatures with(Amendment amendment) {
    List<Amendment> all = new ArrayList<>(amendments);
    all.add(amendment);
    return new Signatures(versions, all);
  }

  /** Whether a study with these signatures can be in a state. */
  boolean fit(StudyState state) {
    return switch (state) {
      case DRAFT, READY -> versions.isEmpty();
      case SIGNED -> versions.size() == amendments.size() + 1;
      case AMENDED -> !versions.isEmpty() && versions.size() == amendments.size();
    };
  }
}
