package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.Vector3;

/**
 * Finds the stacks that cine images make: parallel images of one frame of reference and one kind of
 * scan, cut into slices by their position on the common normal, ordered in the cardiac cycle. The
 * series plays no part but to part scans that were repeated at the same place.
 */
public final class CineStackFinder {

  private static final double PARALLEL = Math.cos(Math.toRadians(1));
  private static final double POSITION_TOLERANCE_MM = .5;

  /**
   * From base to apex: towards left, anterior and inferior. The last counts half, for hearts lie
   * anywhere between horizontal and vertical.
   */
  private static final Vector3 TOWARDS_APEX = new Vector3(1, -1, -.5);

  /**
   * What was found.
   *
   * @param stacks the one to propose first
   * @param still images without cardiac phases
   */
  record Found(List<StackPlan> stacks, List<FrameHeader> still) {}

  private CineStackFinder() {}

  static Found find(List<FrameHeader> images) {
    List<StackPlan> stacks = new ArrayList<>();
    List<FrameHeader> still = new ArrayList<>();
    for (List<FrameHeader> parallel : parallelSets(images)) {
      List<List<SliceCine>> layers = new ArrayList<>();
      for (List<FrameHeader> place : places(parallel)) {
        List<SliceCine> cines = cinesAt(place, towardsApex(parallel), still);
        for (int i = 0; i < cines.size(); i++) {
          if (layers.size() <= i) {
            layers.add(new ArrayList<>());
          }
          layers.get(i).add(cines.get(i));
        }
      }
      for (int i = 0; i < layers.size(); i++) {
        StackPlan plan = new StackAssembler(layers.get(i)).assemble();
        stacks.add(i == 0 && layers.size() > 1 ? withRepeats(plan, layers.get(1).size()) : plan);
      }
    }
    stacks.sort(StackPlan.PROPOSED);
    return new Found(stacks, still);
  }

  private static StackPlan withRepeats(StackPlan plan, int repeated) {
    return plan.withNote(Note.of("repeated-slices", repeated));
  }

  private static List<List<FrameHeader>> parallelSets(List<FrameHeader> images) {
    List<List<FrameHeader>> sets = new ArrayList<>();
    for (FrameHeader image : images) {
      Optional<List<FrameHeader>> home =
          sets.stream().filter(set -> belongTogether(set.getFirst(), image)).findFirst();
      if (home.isPresent()) {
        home.get().add(image);
      } else {
        sets.add(new ArrayList<>(List.of(image)));
      }
    }
    return sets;
  }

  private static boolean belongTogether(FrameHeader a, FrameHeader b) {
    return Objects.equals(a.frameOfReference(), b.frameOfReference())
        && Math.abs(a.normal().dot(b.normal())) >= PARALLEL
        && a.protocol().resembles(b.protocol());
  }

  /** The normal of a set, pointing from base to apex as far as its direction tells. */
  private static Vector3 towardsApex(List<FrameHeader> parallel) {
    Vector3 normal = parallel.getFirst().normal();
    return normal.dot(TOWARDS_APEX) >= 0 ? normal : normal.times(-1);
  }

  private static List<List<FrameHeader>> places(List<FrameHeader> parallel) {
    Vector3 normal = towardsApex(parallel);
    List<FrameHeader> sorted = new ArrayList<>(parallel);
    sorted.sort(Comparator.comparingDouble(f -> f.geometry().along(normal)));
    List<List<FrameHeader>> places = new ArrayList<>();
    double first = Double.NEGATIVE_INFINITY;
    for (FrameHeader image : sorted) {
      double along = image.geometry().along(normal);
      if (along - first > POSITION_TOLERANCE_MM) {
        places.add(new ArrayList<>());
        first = along;
      }
      places.getLast().add(image);
    }
    return places;
  }

  /** The cines at one place, the preferred one first; what has no phases goes to {@code still}. */
  private static List<SliceCine> cinesAt(
      List<FrameHeader> place, Vector3 normal, List<FrameHeader> still) {
    Map<String, List<FrameHeader>> scans = new LinkedHashMap<>();
    place.forEach(f -> scans.computeIfAbsent(f.acquisitionGroup(), g -> new ArrayList<>()).add(f));
    boolean phasePerSeries = scans.values().stream().allMatch(s -> s.size() == 1);
    Collection<List<FrameHeader>> candidates = phasePerSeries ? List.of(place) : scans.values();
    List<SliceCine> cines = new ArrayList<>();
    for (List<FrameHeader> candidate : candidates) {
      double along = candidate.getFirst().geometry().along(normal);
      Optional<SliceCine> cine =
          candidate.size() < 2 ? Optional.empty() : PhaseOrder.order(candidate, along);
      cine.filter(c -> c.phases().size() > 1)
          .ifPresentOrElse(cines::add, () -> still.addAll(candidate));
    }
    cines.sort(SliceCine.PREFERRED);
    return cines;
  }
}
