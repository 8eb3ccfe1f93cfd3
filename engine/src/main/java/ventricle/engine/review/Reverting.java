package ventricle.engine.review;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;

/** Going back to what the model drew. */
public final class Reverting {

  private static final Set<Structure> LV = Set.of(Structure.LV_ENDO, Structure.LV_EPI);

  private Reverting() {}

  /**
   * At a place where a reader did something, drops that; where none did and the model left a
   * contour out, puts that contour there as the model drew it, to be reviewed. Cavity and wall of
   * the LV that were left out come back together, and go together. Empty where there is nothing to
   * go back to.
   */
  public static Optional<Edit> at(ReviewDocument document, ContourKey key) {
    if (document.readerLayer().containsKey(key)) {
      Set<ContourKey> together =
          ventricle(key).filter(k -> takenBack(document, k)).collect(Collectors.toSet());
      return Optional.of(
          together.size() > 1 && together.contains(key)
              ? new Edit.RestoreModel(together)
              : new Edit.RevertToModel(key));
    }
    if (!canComeBack(document, key)) {
      return Optional.empty();
    }
    SortedMap<ContourKey, Tracing> back = new TreeMap<>();
    ventricle(key)
        .filter(k -> canComeBack(document, k))
        .forEach(k -> back.put(k, document.leftOut().get(k)));
    return Optional.of(
        back.size() > 1
            ? new Edit.FillContours(back, Filling.TAKEN_BACK)
            : new Edit.SetContour(key, back.firstEntry().getValue(), Gesture.TAKE_BACK));
  }

  /** Whether the model left a contour out there, and nobody has drawn another or taken it away. */
  private static boolean canComeBack(ReviewDocument document, ContourKey key) {
    return document.leftOut().containsKey(key)
        && document.shown(key).isEmpty()
        && !document.readerLayer().containsKey(key);
  }

  /** The contours of the same ventricle in the same frame. */
  private static Stream<ContourKey> ventricle(ContourKey key) {
    return LV.contains(key.structure())
        ? LV.stream().map(structure -> new ContourKey(key.frame(), structure))
        : Stream.of(key);
  }

  private static boolean takenBack(ReviewDocument document, ContourKey key) {
    return document.readerLayer().get(key) instanceof ReaderEntry.Drawn(Tracing tracing)
        && tracing.equals(document.leftOut().get(key));
  }
}
