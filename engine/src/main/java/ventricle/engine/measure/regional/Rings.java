package ventricle.engine.measure.regional;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ventricle.engine.domain.Contour;

/**
 * The rings of a study that is measured again and again while it is edited: what the measurement
 * before found between the same contours is taken over, because an edit changes one ring or none
 * and chords take nearly all the time. Not to be shared between threads.
 */
public final class Rings {

  private Map<Key, Optional<Ring>> before = Map.of();
  private Map<Key, Optional<Ring>> now = new HashMap<>();
  private int measured;

  /** All that a ring follows from. */
  private record Key(StackPlane.Place place, Contour endo, Contour epi) {}

  /** A measurement begins; what the one before did not ask for is forgotten. */
  void begin() {
    before = now;
    now = new HashMap<>();
    measured = 0;
  }

  /** The ring between contours of a slice; empty where the wall is none. */
  Optional<Ring> of(StackPlane plane, int slice, Contour endo, Contour epi) {
    Key key = new Key(plane.place(slice), endo, epi);
    Optional<Ring> ring = before.get(key);
    if (ring == null) {
      ring = Ring.of(plane.inPlane(slice, endo), plane.inPlane(slice, epi));
      measured++;
    }
    now.put(key, ring);
    return ring;
  }

  /** How many rings the last measurement could not take over. */
  int measured() {
    return measured;
  }
}
