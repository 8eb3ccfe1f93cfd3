package ventricle.engine.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.geometry.Smoothing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Filling;
import ventricle.engine.review.Fitting;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * Carries the contour of one phase along the motion of the image to the phases before and after it,
 * step by step, time being a circle. In each direction it stops before the first place that a
 * reader reviewed or drew, before a missing image, and half way round.
 *
 * @param stack in the document's slice order
 */
public record Propagation(CineStack stack, ReviewDocument document, String reader) {

  /** Image around the contour that the registration sees, pixels; a heart moves less in a step. */
  private static final double MARGIN = 16;

  /** Smoothing of the contour after each step, pixels: what single vertices wander. */
  private static final double SMOOTHING = .7;

  /**
   * Phases that would be filled, nearest first and those after the contour before those ahead of
   * it.
   *
   * @param reach at most this many phases on each side
   */
  public List<FrameKey> phases(ContourKey from, int reach) {
    List<FrameKey> phases = new ArrayList<>(way(from, 1, reach));
    phases.addAll(way(from, -1, reach));
    return phases;
  }

  private List<FrameKey> way(ContourKey from, int step, int reach) {
    int n = document.phaseCount();
    int half = step > 0 ? n / 2 : (n - 1) / 2;
    List<FrameKey> way = new ArrayList<>();
    for (int k = 1; k <= Math.min(reach, half); k++) {
      FrameKey frame =
          new FrameKey(from.frame().slice(), Math.floorMod(from.frame().phase() + k * step, n));
      if (kept(new ContourKey(frame, from.structure())) || stack.frame(frame).isEmpty()) {
        break;
      }
      way.add(frame);
    }
    return way;
  }

  private boolean kept(ContourKey key) {
    return document.stateOf(key).reviewed()
        || document.shown(key).map(Tracing::provenance).map(Provenance::byHand).orElse(false);
  }

  /**
   * The edit that puts the carried contours; empty where nothing can be carried.
   *
   * @param from where the contour lies that is carried on
   * @param reach at most this many phases on each side
   * @throws ventricle.engine.task.CancelledException when the token was cancelled
   */
  public Edit.FillContours fill(ContourKey from, int reach, Progress progress, CancelToken cancel) {
    SortedMap<ContourKey, Tracing> filled = new TreeMap<>();
    int all = phases(from, reach).size();
    for (int step : new int[] {1, -1}) {
      @Nullable Contour contour = document.shown(from).map(Tracing::contour).orElse(null);
      FrameKey at = from.frame();
      for (FrameKey next : way(from, step, reach)) {
        cancel.throwIfCancelled();
        progress.report(
            (double) filled.size() / Math.max(1, all),
            "Following the image, phase %d of %d".formatted(filled.size() + 1, all));
        contour = contour == null ? null : carried(contour, at, next).orElse(null);
        if (contour == null) {
          break;
        }
        ContourKey place = new ContourKey(next, from.structure());
        Provenance provenance = new Provenance.Propagated(reader, ImageMotion.METHOD);
        Fitting.fit(stack, document, place, contour)
            .ifPresent(fitting -> filled.put(place, new Tracing(fitting, provenance)));
        at = next;
      }
    }
    return new Edit.FillContours(filled, Filling.PROPAGATED);
  }

  private Optional<Contour> carried(Contour contour, FrameKey from, FrameKey to) {
    Optional<CineFrame> before = stack.frame(from);
    Optional<CineFrame> after = stack.frame(to);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    ImageMotion motion =
        ImageMotion.between(
            before.get().pixels(), after.get().pixels(), Polygons.bounds(contour).grown(MARGIN));
    return Polygons.simplified(motion.move(contour))
        .map(moved -> Smoothing.smooth(Polygons.resampleByStep(moved, 1), SMOOTHING));
  }
}
