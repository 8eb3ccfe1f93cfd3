package ventricle.engine.exchange.evaluate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.review.Mark;

/**
 * One case of one set: what its folder says about ED and ES.
 *
 * @param kind what it was read from
 * @param slices number of slices, basal first
 * @param geometry of each slice; null when nothing in the folder says
 * @param phases 0-based phases of the marks, those that are known
 * @param marked regions of each slice at the marks, those that are there
 * @param others regions of further phases, by 0-based phase; contours know their phase
 * @param notes what a reader of the numbers should know
 */
public record CaseSet(
    Kind kind,
    int slices,
    @Nullable List<Slice> geometry,
    SortedMap<Mark, Integer> phases,
    SortedMap<Mark, List<SliceRegions>> marked,
    SortedMap<Integer, List<SliceRegions>> others,
    List<String> notes) {

  /** What a case can be read from, in the order of preference. */
  public enum Kind {
    /** {@code contours.json}. */
    CONTOURS,
    /** {@code labels_ed.nii.gz}, {@code labels_es.nii.gz}. */
    LABELS,
    /** {@code seg-ed.dcm}, {@code seg-es.dcm}. */
    SEG
  }

  public CaseSet {
    geometry = geometry == null ? null : List.copyOf(geometry);
    phases = Collections.unmodifiableSortedMap(new TreeMap<>(phases));
    marked = Collections.unmodifiableSortedMap(new TreeMap<>(marked));
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    notes = List.copyOf(notes);
    if (geometry != null && geometry.size() != slices) {
      throw new IllegalArgumentException(geometry.size() + " places for " + slices + " slices");
    }
  }

  /** The same lying where somebody else says. */
  CaseSet at(List<Slice> places) {
    return new CaseSet(kind, slices, places, phases, marked, others, notes);
  }

  /**
   * Volume of a region at a mark in ml: area × slab, summed over slices; null when the mark or the
   * geometry is unknown, or the set holds the region at neither mark. One that it holds at the
   * other mark only is 0 here.
   */
  @Nullable Double ml(Mark mark, Region region) {
    List<SliceRegions> at = marked.get(mark);
    List<Double> slabs = geometry == null ? null : slabs(geometry);
    if (at == null || geometry == null || slabs == null || !holds(region)) {
      return null;
    }
    double cubicMm = 0;
    for (int i = 0; i < slices; i++) {
      double area = at.get(i).area(region);
      PixelSpacing spacing = geometry.get(i).spacing();
      if (area > 0 && spacing == null) {
        return null;
      }
      cubicMm += spacing == null ? 0 : area * spacing.pixelAreaMm2() * slabs.get(i);
    }
    return cubicMm / 1000;
  }

  /** Whether the region is in any slice at any mark. */
  boolean holds(Region region) {
    return marked.values().stream().flatMap(List::stream).anyMatch(s -> s.has(region));
  }

  private static @Nullable List<Double> slabs(List<Slice> geometry) {
    return new CineStack("", null, geometry, 1, new TreeMap<>(), null, null, List.of())
        .slabThicknessesMm();
  }
}
