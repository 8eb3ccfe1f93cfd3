package ventricle.engine.exchange.incoming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.Polygons;

/** Gathers contours of a file: the places of a stack take one each, the largest. */
final class Collector {

  private final CineStack stack;
  private final SortedMap<ContourKey, Contour> contours = new TreeMap<>();
  private final Map<Incoming.Left, Integer> left = new LinkedHashMap<>();

  Collector(CineStack stack) {
    this.stack = stack;
  }

  /** Takes a contour, or notes why it cannot be. */
  void add(String what, ContourKey key, Contour contour) {
    if (key.frame().slice() >= stack.sliceCount() || key.frame().phase() >= stack.phases()) {
      leave(what, "lies on a slice or phase that this study does not have");
      return;
    }
    Optional<Contour> usable =
        (Polygons.isSimple(contour) ? Optional.of(contour) : Polygons.simplified(contour))
            .flatMap(c -> onImage(c, ImageSize.of(stack.slice(key.frame().slice()))));
    if (usable.isEmpty()) {
      leave(what, "does not lie on the image");
      return;
    }
    Contour there = contours.get(key);
    if (there != null) {
      leave(what, "is a second part; the larger one was taken");
      if (Polygons.area(there) >= Polygons.area(usable.get())) {
        return;
      }
    }
    contours.put(key, usable.get());
  }

  private static Optional<Contour> onImage(Contour c, ImageSize image) {
    boolean inside = c.points().stream().allMatch(image::contains);
    return inside ? Optional.of(c) : Polygons.clip(c, image);
  }

  void leave(String what, String cause) {
    left.merge(new Incoming.Left(what, cause), 1, Integer::sum);
  }

  /**
   * @throws UnusableInputException when nothing can be taken, with the first cause
   */
  Incoming finished(String file, Incoming.Format format, Incoming.Order order)
      throws UnusableInputException {
    List<Incoming.Left> causes = new ArrayList<>();
    left.forEach(
        (one, times) ->
            causes.add(
                times == 1 ? one : new Incoming.Left(times + " × " + one.what(), one.cause())));
    if (contours.isEmpty()) {
      String why =
          causes.isEmpty()
              ? "holds no contour"
              : "holds no contour of this study: "
                  + causes.getFirst().what()
                  + " "
                  + causes.getFirst().cause();
      throw new UnusableInputException(file, why);
    }
    return new Incoming(format, contours, causes, order);
  }
}
