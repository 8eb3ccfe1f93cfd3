package ventricle.viewer.canvas;

/** Gathers wheel movement, which touch pads send in small parts, into whole notches. */
final class NotchCounter {

  private final double notch;
  private double gathered;

  NotchCounter(double notch) {
    this.notch = notch;
  }

  /** Notches completed by this movement; a movement the other way starts anew. */
  int count(double delta) {
    if (gathered != 0 && Math.signum(delta) != Math.signum(gathered)) {
      gathered = 0;
    }
    gathered += delta;
    int whole = (int) (gathered / notch);
    gathered -= whole * notch;
    return whole;
  }
}
