package ventricle.engine.domain;

/**
 * A position (mm) or direction in the DICOM patient system: x to Left, y to Posterior, z to
 * Superior.
 */
public record Vector3(double x, double y, double z) {

  public Vector3 plus(Vector3 other) {
    return new Vector3(x + other.x, y + other.y, z + other.z);
  }

  public Vector3 minus(Vector3 other) {
    return new Vector3(x - other.x, y - other.y, z - other.z);
  }

  public Vector3 times(double factor) {
    return new Vector3(x * factor, y * factor, z * factor);
  }

  public double dot(Vector3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public Vector3 cross(Vector3 other) {
    return new Vector3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  /** The unit vector of the same direction; a zero vector stays zero. */
  public Vector3 normalised() {
    double length = length();
    return length == 0 ? this : times(1 / length);
  }
}
