package ventricle.viewer.cine;

import java.util.ArrayDeque;

/** Frames a second over the last second, from the times at which frames were shown. */
public final class FrameRate {

  private static final long WINDOW_NANOS = 1_000_000_000L;

  private final ArrayDeque<Long> shown = new ArrayDeque<>();

  public void reset() {
    shown.clear();
  }

  public void frameShown(long nanos) {
    shown.addLast(nanos);
    while (nanos - shown.getFirst() > WINDOW_NANOS) {
      shown.removeFirst();
    }
  }

  /** 0 until two frames were shown. */
  public double perSecond() {
    if (shown.size() < 2) {
      return 0;
    }
    long span = shown.getLast() - shown.getFirst();
    return span <= 0 ? 0 : (shown.size() - 1) * 1e9 / span;
  }
}
