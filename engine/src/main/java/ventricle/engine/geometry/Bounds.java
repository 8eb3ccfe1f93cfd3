package ventricle.engine.geometry;

/** The smallest upright rectangle around something, in image coordinates. */
public record Bounds(double minX, double minY, double maxX, double maxY) {

  public double width() {
    return maxX - minX;
  }

  public double height() {
    return maxY - minY;
  }

  /** The rectangle around both. */
  public Bounds union(Bounds other) {
    return new Bounds(
        Math.min(minX, other.minX),
        Math.min(minY, other.minY),
        Math.max(maxX, other.maxX),
        Math.max(maxY, other.maxY));
  }

  /** The rectangle with a margin on every side, in pixels. */
  public Bounds grown(double margin) {
    return new Bounds(minX - margin, minY - margin, maxX + margin, maxY + margin);
  }
}
