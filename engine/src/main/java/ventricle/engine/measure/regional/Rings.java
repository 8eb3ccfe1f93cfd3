package ventricle.engine.measure.regional;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ventricle.engine.domain.Contour;

/**
 * The walls of a study that is measured again and again while it is edited: what the measurement
 * before found between the same contours is taken over, because an edit changes one wall or none
 * and chords take nearly all the time. Not to be shared between threads.
 */
public final class Rings {

  private final Kept<Optional<Ring>> rings = new Kept<>();
  private final Kept<Double> unevenness = new Kept<>();

  /** All that a wall follows from. */
  private record Key(StackPlane.Place place, Contour endo, Contour epi) {}

  /** A measurement begins; what the one before did not ask for is forgotten. */
  void begin() {
    rings.begin();
    unevenness.begin();
  }

  /** The ring between contours of a slice; empty where the wall is none. */
  Optional<Ring> of(StackPlane plane, int slice, Contour endo, Contour epi) {
    return rings.of(
        new Key(plane.place(slice), endo, epi),
        () -> Ring.of(plane.inPlane(slice, endo), plane.inPlane(slice, epi)));
  }

  /** How uneven the wall between contours of a slice is, as in {@link UnevenWall}. */
  double unevenness(StackPlane plane, int slice, Contour endo, Contour epi) {
    return unevenness.of(
        new Key(plane.place(slice), endo, epi),
        () -> UnevenWall.ratio(plane.inPlane(slice, endo), plane.inPlane(slice, epi)));
  }

  /** How many rings the last measurement could not take over. */
  int measured() {
    return rings.made;
  }

  /** One thing that follows from a wall, of this measurement and the one before. */
  private static final class Kept<T> {
    private Map<Key, T> before = Map.of();
    private Map<Key, T> now = new HashMap<>();
    private int made;

    void begin() {
      before = now;
      now = new HashMap<>();
      made = 0;
    }

    T of(Key key, Supplier<T> maker) {
      T known = now.getOrDefault(key, before.get(key));
      if (known == null) {
        known = maker.get();
        made++;
      }
      now.put(key, known);
      return known;
    }
  }
}
