package ventricle.engine.geometry;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * A stroke of a round brush or eraser, immutable: the region painted so far and the contour that
 * would come of it. The whole way from one mouse position to the next counts, so a fast movement
 * leaves no gaps. The region may have holes and loose parts while the stroke lasts, since a later
 * movement can open or join them; the contour is always the outer border of one part.
 */
public final class BrushStroke {

  private final @Nullable Contour start;
  private final Geometry region;
  private final @Nullable Contour contour;
  private final ImageSize image;

  private BrushStroke(
      @Nullable Contour start, Geometry region, @Nullable Contour contour, ImageSize image) {
    this.start = start;
    this.region = region;
    this.contour = contour;
    this.image = image;
  }

  /**
   * A stroke that has not moved yet.
   *
   * @param start null where nothing is drawn yet: then the brush makes a contour
   */
  public static BrushStroke on(@Nullable Contour start, ImageSize image) {
    Geometry region = start == null ? Shapes.nothing() : Shapes.toGeometry(start);
    return new BrushStroke(start, region, start, image);
  }

  /**
   * The stroke after the disc moved between two centres.
   *
   * @param radius pixels
   */
  public BrushStroke painted(Point from, Point to, double radius) {
    Geometry swept = swept(from, to, radius);
    if (Shapes.encloses(region, swept)) {
      return this;
    }
    Geometry near = near(from, to, radius);
    Geometry grown = Sweep.filled(Shapes.union(region, swept), near, Sweep.FILLET * radius);
    return with(grown);
  }

  /**
   * The stroke after the disc took away what it swept; never the last of a contour, also when
   * something loose would be left in its place.
   */
  public BrushStroke erased(Point from, Point to, double radius) {
    Geometry swept = swept(from, to, radius);
    if (!Shapes.meet(region, swept)) {
      return this;
    }
    Geometry near = near(from, to, radius);
    Geometry cut = Sweep.trimmed(Shapes.difference(region, swept), near, Sweep.FILLET * radius);
    if (start != null && !Shapes.meet(cut, Shapes.toGeometry(start))) {
      return this;
    }
    BrushStroke after = with(cut);
    return after.contour == null ? this : after;
  }

  private static Geometry swept(Point from, Point to, double radius) {
    if (!(radius > 0)) {
      throw new IllegalArgumentException("the tool needs a radius: " + radius);
    }
    return Shapes.capsule(from, to, radius);
  }

  private static Geometry near(Point from, Point to, double radius) {
    return Shapes.capsule(from, to, radius * (1 + 2 * Sweep.FILLET));
  }

  private BrushStroke with(Geometry next) {
    Set<Point> old = start == null ? Set.of() : new HashSet<>(start.points());
    Contour outline =
        mainPart(next)
            .flatMap(part -> Polygons.clip(part, image))
            .map(part -> Sweep.thinned(part, p -> !old.contains(p)))
            .filter(part -> Polygons.isSimple(part) && Polygons.area(part) >= Polygons.LEAST_AREA)
            .orElse(null);
    boolean same = outline != null && start != null && Shapes.same(outline, start);
    return new BrushStroke(start, next, same ? start : outline, image);
  }

  /** The part that has most in common with what was there; the largest where nothing was. */
  private Optional<Contour> mainPart(Geometry g) {
    List<Contour> parts = Shapes.parts(g);
    Contour was = start;
    if (was == null || parts.size() < 2) {
      return parts.stream().findFirst();
    }
    return parts.stream().max(Comparator.comparingDouble(p -> PolygonSets.commonArea(p, was)));
  }

  /** What letting go would leave: simple, on the image; empty where nothing is drawn. */
  public Optional<Contour> contour() {
    return Optional.ofNullable(contour);
  }

  /** What has been painted apart from the contour; it is dropped unless the stroke joins it. */
  public List<Contour> loose() {
    Contour main = contour;
    if (region.getNumGeometries() < 2 || main == null) {
      return List.of();
    }
    return Shapes.parts(region).stream()
        .filter(part -> PolygonSets.commonArea(part, main) == 0)
        .toList();
  }
}
