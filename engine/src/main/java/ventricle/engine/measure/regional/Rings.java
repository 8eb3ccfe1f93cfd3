package ventricle.engine.measure.regional;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;

/**
 * The walls of a study that is measured again and again while it is edited: what the measurement
 * before found between the same contours is taken over, because an edit changes one wall or none
 * and chords take nearly all the time. Not to be shared between threads.
 */
public final class Rings {

  private Map<Key, Wall> before = Map.of();
  private Map<Key, Wall> now = new HashMap<>();
  private int measured;

  /**
   * The wall between two contours of a frame.
   *
   * @param ring null where it is no closed one
   * @param unevenness as of {@link UnevenWall}
   */
  record Wall(@Nullable Ring ring, double unevenness) {

    static Wall of(Contour endo, Contour epi) {
      return new Wall(Ring.of(endo, epi).orElse(null), UnevenWall.ratio(endo, epi));
    }

    Optional<Ring> closed() {
      return Optional.ofNullable(ring);
    }
  }

  /** All that a wall follows from. */
  private record Key(StackPlane.Place place, Contour endo, Contour epi) {}

  /** A measurement begins; what the one before did not ask for is forgotten. */
  void begin() {
    before = now;
    now = new HashMap<>();
    measured = 0;
  }

  /** The wall between contours of a slice. */
  Wall of(StackPlane plane, int slice, Contour endo, Contour epi) {
    Key key = new Key(plane.place(slice), endo, epi);
    Wall wall = now.containsKey(key) ? now.get(key) : before.get(key);
    if (wall == null) {
      wall = Wall.of(plane.inPlane(slice, endo), plane.inPlane(slice, epi));
      measured++;
    }
    now.put(key, wall);
    return wall;
  }

  /** How many walls the last measurement could not take over. */
  int measured() {
    return measured;
  }
}
