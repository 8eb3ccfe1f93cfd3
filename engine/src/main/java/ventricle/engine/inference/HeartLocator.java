package ventricle.engine.inference;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.task.CancelToken;

/**
 * Finds where the heart lies in a stack, so that crops can be centred on it: the network looks at
 * one phase from the image's centre, then again from what it found. Remembers the last stack.
 * Thread-safe.
 */
final class HeartLocator {

  /** Crop pixels a heart may lie off the crop's middle before the network looks again. */
  private static final double OFF_CENTRE = 2;

  private static final int MOST_PASSES = 3;

  /** Less heart than this in a whole phase counts as none, mm². */
  private static final double LEAST_AREA_MM2 = 400;

  /** Less LV cavity than this is not found in a slice, mm². */
  private static final double LEAST_SLICE_MM2 = 20;

  private final SliceNetwork network;
  private @Nullable WeakReference<CineStack> known;
  private @Nullable Located last;

  HeartLocator(SliceNetwork network) {
    this.network = network;
  }

  /**
   * @param heart mean position of RV and LV, mm in the patient system
   * @param leftVentricle mean position of the LV cavity; the heart's when there is no cavity
   * @param slices 0-based slices in which there is LV cavity
   */
  record Heart(Vector3 heart, Vector3 leftVentricle, SortedSet<Integer> slices) {}

  /**
   * @param heart null when none was found; the maps then come from the image's centre
   * @param maps of the phase that was looked at
   */
  record Located(@Nullable Heart heart, PhaseMaps maps) {

    /** Where to centre crops of a slice. */
    Point centre(CineStack stack, int slice) {
      return heart == null
          ? SlicePlane.middle(stack.slice(slice))
          : SlicePlane.project(stack.slice(slice), heart.heart());
    }
  }

  /**
   * Looks at the phase with the most frames.
   *
   * @throws InferenceException when the network cannot run on this stack
   */
  synchronized Located locate(CineStack stack, CancelToken cancel) throws InferenceException {
    Located found = last;
    if (found != null && known != null && known.refersTo(stack)) {
      return found;
    }
    found = search(stack, fullestPhase(stack), cancel);
    known = new WeakReference<>(stack);
    last = found;
    return found;
  }

  private static int fullestPhase(CineStack stack) {
    int[] frames = new int[stack.phases()];
    stack.frames().keySet().forEach(key -> frames[key.phase()]++);
    int best = 0;
    for (int phase = 1; phase < frames.length; phase++) {
      best = frames[phase] > frames[best] ? phase : best;
    }
    return best;
  }

  private Located search(CineStack stack, int phase, CancelToken cancel) throws InferenceException {
    PhaseMaps maps = run(stack, phase, slice -> SlicePlane.middle(stack.slice(slice)), cancel);
    Heart heart = measure(stack, maps);
    if (heart == null) {
      heart = lookAround(stack, phase, cancel);
    }
    for (int pass = 1;
        heart != null && pass < MOST_PASSES && offCentre(stack, maps, heart) > OFF_CENTRE;
        pass++) {
      Vector3 centre = heart.heart();
      maps = run(stack, phase, s -> SlicePlane.project(stack.slice(s), centre), cancel);
      Heart again = measure(stack, maps);
      if (again == null) {
        break;
      }
      heart = again;
    }
    return new Located(heart, maps);
  }

  private PhaseMaps run(CineStack stack, int phase, IntFunction<Point> centre, CancelToken cancel)
      throws InferenceException {
    return network.run(stack, phase, centre, slice -> true, cancel);
  }

  private static double offCentre(CineStack stack, PhaseMaps maps, Heart heart) {
    PhaseMaps.SliceMaps first = maps.slices().getFirst();
    CropGrid grid = first.grid();
    Point p = grid.toCrop(SlicePlane.project(stack.slice(first.slice()), heart.heart()));
    return Math.hypot(p.x() - (grid.columns() - 1) / 2.0, p.y() - (grid.rows() - 1) / 2.0);
  }

  /** Crops beside the middle one, half a crop apart, on a few slices; the most LV wins. */
  private @Nullable Heart lookAround(CineStack stack, int phase, CancelToken cancel)
      throws InferenceException {
    List<Integer> slices = List.copyOf(PhaseCrops.present(stack, phase));
    if (slices.isEmpty()) {
      return null;
    }
    IntPredicate few =
        s -> {
          int at = slices.indexOf(s);
          return at == slices.size() / 4 || at == slices.size() / 2 || at == 3 * slices.size() / 4;
        };
    Heart best = null;
    long most = 0;
    for (Point offset : offsets(stack, slices.getFirst())) {
      PhaseMaps maps =
          network.run(
              stack,
              phase,
              s -> {
                Point middle = SlicePlane.middle(stack.slice(s));
                return new Point(middle.x() + offset.x(), middle.y() + offset.y());
              },
              few,
              cancel);
      long area = maps.slices().stream().mapToLong(this::ventriclePixels).sum();
      if (area > most) {
        most = area;
        best = measure(stack, maps);
      }
    }
    return best;
  }

  private long ventriclePixels(PhaseMaps.SliceMaps maps) {
    int cavity = network.channel(SliceNetwork.LV_CAVITY);
    long count = 0;
    for (int i = 0; i < maps.channels()[0].length; i++) {
      count += maps.winner(i) == cavity ? 1 : 0;
    }
    return count;
  }

  private List<Point> offsets(CineStack stack, int slice) {
    Point middle = SlicePlane.middle(stack.slice(slice));
    CropGrid grid = FrameCrop.grid(network.card().input(), stack.slice(slice), middle);
    double stepX = grid.stepX() * grid.columns() / 2;
    double stepY = grid.stepY() * grid.rows() / 2;
    List<Point> offsets = new ArrayList<>();
    for (double y = -stepY * Math.floor(middle.y() / stepY); y <= middle.y(); y += stepY) {
      for (double x = -stepX * Math.floor(middle.x() / stepX); x <= middle.x(); x += stepX) {
        if (x != 0 || y != 0) {
          offsets.add(new Point(x, y));
        }
      }
    }
    return offsets;
  }

  private @Nullable Heart measure(CineStack stack, PhaseMaps maps) {
    Mean heart = new Mean();
    Mean cavity = new Mean();
    SortedSet<Integer> withCavity = new TreeSet<>();
    int background = network.channel("BACKGROUND");
    int lv = network.channel(SliceNetwork.LV_CAVITY);
    double spacing = network.card().input().spacingMm();
    double pixelMm2 = spacing * spacing;
    for (PhaseMaps.SliceMaps slice : maps.slices()) {
      long before = cavity.count;
      for (int i = 0; i < slice.channels()[0].length; i++) {
        int winner = slice.winner(i);
        if (winner != background) {
          int row = i / slice.grid().columns();
          Point crop = new Point(i % slice.grid().columns(), row);
          Vector3 at = stack.slice(slice.slice()).toPatient(slice.grid().toImage(crop));
          heart.add(at);
          if (winner == lv) {
            cavity.add(at);
          }
        }
      }
      if ((cavity.count - before) * pixelMm2 >= LEAST_SLICE_MM2) {
        withCavity.add(slice.slice());
      }
    }
    if (heart.count * pixelMm2 < LEAST_AREA_MM2) {
      return null;
    }
    return new Heart(heart.value(), cavity.count > 0 ? cavity.value() : heart.value(), withCavity);
  }

  private static final class Mean {
    private Vector3 sum = new Vector3(0, 0, 0);
    private long count;

    void add(Vector3 v) {
      sum = sum.plus(v);
      count++;
    }

    Vector3 value() {
      return sum.times(1.0 / count);
    }
  }
}
