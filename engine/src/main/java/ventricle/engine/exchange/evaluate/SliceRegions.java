package ventricle.engine.exchange.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.geometry.ImageSize;
import ventricle.engine.geometry.IsoContour;
import ventricle.engine.geometry.PolygonSets;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Rasteriser;

/** What a set says about one slice at one phase, in the pixels of its image. */
public sealed interface SliceRegions {

  /** Borders of a region, empty where it is not; the myocardium has an outer and an inner one. */
  List<Contour> borders(Region region);

  /** px²; pixels are counted where they were painted, polygons measured where they were drawn. */
  double area(Region region);

  /** The pixels whose centres lie in the region, row by row. */
  boolean[] mask(Region region, ImageSize image);

  /** Whether the region is there at all. */
  default boolean has(Region region) {
    return area(region) > 0;
  }

  /** The same as lines that may be moved to another image. */
  default Outlined outlined() {
    return new Outlined(
        borders(Region.LV_CAVITY), borders(Region.LV_EPICARDIUM), borders(Region.RV_CAVITY));
  }

  /**
   * Contours, several of a kind where it has several parts.
   *
   * @param endo lies within {@code epi} where both are there
   */
  record Outlined(List<Contour> endo, List<Contour> epi, List<Contour> rv) implements SliceRegions {

    static final Outlined NOTHING = new Outlined(List.of(), List.of(), List.of());

    public Outlined {
      endo = List.copyOf(endo);
      epi = List.copyOf(epi);
      rv = List.copyOf(rv);
    }

    static Outlined of(@Nullable Contour endo, @Nullable Contour epi, @Nullable Contour rv) {
      return new Outlined(list(endo), list(epi), list(rv));
    }

    private static List<Contour> list(@Nullable Contour contour) {
      return contour == null ? List.of() : List.of(contour);
    }

    @Override
    public List<Contour> borders(Region region) {
      return switch (region) {
        case LV_CAVITY -> endo;
        case LV_EPICARDIUM -> epi;
        case RV_CAVITY -> rv;
        case LV_MYOCARDIUM ->
            epi.isEmpty() ? List.of() : Stream.concat(epi.stream(), endo.stream()).toList();
      };
    }

    @Override
    public double area(Region region) {
      return switch (region) {
        case LV_CAVITY -> area(endo);
        case LV_EPICARDIUM -> area(epi);
        case RV_CAVITY -> area(rv);
        case LV_MYOCARDIUM -> epi.isEmpty() ? 0 : Math.max(0, area(epi) - area(endo));
      };
    }

    private static double area(List<Contour> parts) {
      return parts.stream().mapToDouble(Polygons::area).sum();
    }

    @Override
    public boolean[] mask(Region region, ImageSize image) {
      boolean[] mask = new boolean[image.rows() * image.columns()];
      List<Contour> outer = region == Region.LV_MYOCARDIUM ? epi : borders(region);
      outer.forEach(part -> set(mask, part, image, true));
      if (region == Region.LV_MYOCARDIUM) {
        endo.forEach(part -> set(mask, part, image, false));
      }
      return mask;
    }

    private static void set(boolean[] mask, Contour part, ImageSize image, boolean value) {
      boolean[] inside = Rasteriser.mask(part, image);
      for (int i = 0; i < mask.length; i++) {
        mask[i] = inside[i] ? value : mask[i];
      }
    }

    /** px² that a region of both has. */
    double common(Outlined other, Region region) {
      if (equals(other)) {
        return area(region);
      }
      return switch (region) {
        case LV_CAVITY -> common(endo, other.endo);
        case LV_EPICARDIUM -> common(epi, other.epi);
        case RV_CAVITY -> common(rv, other.rv);
        // |(E \ C) ∩ (E' \ C')| for cavities that lie within their epicardium
        case LV_MYOCARDIUM ->
            epi.isEmpty() || other.epi.isEmpty()
                ? 0
                : Math.max(
                    0,
                    common(epi, other.epi)
                        - common(endo, other.epi)
                        - common(epi, other.endo)
                        + common(endo, other.endo));
      };
    }

    private static double common(List<Contour> a, List<Contour> b) {
      double sum = 0;
      for (Contour one : a) {
        for (Contour two : b) {
          sum += one.equals(two) ? Polygons.area(one) : PolygonSets.commonArea(one, two);
        }
      }
      return sum;
    }
  }

  /**
   * A label image.
   *
   * @param labels row by row: 1 RV cavity, 2 LV myocardium, 3 LV cavity; not copied
   */
  record Painted(byte[] labels, ImageSize image) implements SliceRegions {

    public Painted {
      if (labels.length != image.rows() * image.columns()) {
        throw new IllegalArgumentException(labels.length + " labels for " + image);
      }
    }

    static Painted nothing(ImageSize image) {
      return new Painted(new byte[image.rows() * image.columns()], image);
    }

    @Override
    public List<Contour> borders(Region region) {
      List<Contour> outer = IsoContour.ofMask(mask(region, image), image);
      return region == Region.LV_MYOCARDIUM
          ? Stream.concat(outer.stream(), holes(outer).stream()).toList()
          : outer;
    }

    /** Borders of what the muscle goes round: the cavity where the ring is closed. */
    private List<Contour> holes(List<Contour> outer) {
      boolean[] holes = new boolean[labels.length];
      for (Contour part : outer) {
        boolean[] inside = Rasteriser.mask(part, image);
        for (int i = 0; i < holes.length; i++) {
          holes[i] |= inside[i] && labels[i] != Rasteriser.LV_MYOCARDIUM;
        }
      }
      return IsoContour.ofMask(holes, image);
    }

    @Override
    public double area(Region region) {
      return Rasteriser.count(mask(region, image));
    }

    /**
     * @throws IllegalArgumentException when another image is asked for
     */
    @Override
    public boolean[] mask(Region region, ImageSize wanted) {
      if (!wanted.equals(image)) {
        throw new IllegalArgumentException("labels of " + image + " asked for on " + wanted);
      }
      return switch (region) {
        case LV_CAVITY -> Rasteriser.where(labels, Rasteriser.LV_CAVITY);
        case LV_MYOCARDIUM -> Rasteriser.where(labels, Rasteriser.LV_MYOCARDIUM);
        case RV_CAVITY -> Rasteriser.where(labels, Rasteriser.RV_CAVITY);
        case LV_EPICARDIUM -> epicardium();
      };
    }

    /** Cavity and myocardium; nothing where only the cavity was painted. */
    private boolean[] epicardium() {
      boolean[] mask = Rasteriser.where(labels, Rasteriser.LV_MYOCARDIUM);
      if (Rasteriser.count(mask) > 0) {
        for (int i = 0; i < mask.length; i++) {
          mask[i] |= labels[i] == Rasteriser.LV_CAVITY;
        }
      }
      return mask;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Painted(byte[] theirs, ImageSize size)
          && image.equals(size)
          && Arrays.equals(labels, theirs);
    }

    @Override
    public int hashCode() {
      return Objects.hash(Arrays.hashCode(labels), image);
    }
  }
}
