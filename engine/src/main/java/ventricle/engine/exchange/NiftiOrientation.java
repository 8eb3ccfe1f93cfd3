package ventricle.engine.exchange;

import java.nio.ByteBuffer;

/** The orientation fields of a NIfTI-1 header: sform, and qform as a quaternion. */
final class NiftiOrientation {

  private static final int PIXDIM = 76;
  private static final int CODES = 252;
  private static final int QUATERNION = 256;
  private static final int OFFSET = 268;
  private static final int ROWS = 280;
  private static final short SCANNER = 1;

  private NiftiOrientation() {}

  static void put(ByteBuffer b, NiftiVolume volume) {
    double[] m = volume.affine();
    double[][] r = new double[3][3];
    for (int axis = 0; axis < 3; axis++) {
      double step = volume.stepMm(axis);
      b.putFloat(PIXDIM + 4 * (axis + 1), (float) step);
      for (int row = 0; row < 3; row++) {
        r[row][axis] = step == 0 ? 0 : m[4 * row + axis] / step;
      }
    }
    double sign = determinant(r) < 0 ? -1 : 1;
    for (int row = 0; row < 3; row++) {
      r[row][2] *= sign;
    }
    b.putFloat(PIXDIM, (float) sign);
    b.putShort(CODES, SCANNER);
    b.putShort(CODES + 2, SCANNER);
    double[] q = quaternion(r);
    for (int i = 0; i < 3; i++) {
      b.putFloat(QUATERNION + 4 * i, (float) q[i + 1]);
      b.putFloat(OFFSET + 4 * i, (float) m[4 * i + 3]);
    }
    for (int i = 0; i < 12; i++) {
      b.putFloat(ROWS + 4 * i, (float) m[i]);
    }
  }

  /** The sform, else the qform, else the voxel sizes alone. */
  static double[] affine(ByteBuffer b) {
    double[] m = new double[12];
    if (b.getShort(CODES + 2) > 0) {
      for (int i = 0; i < 12; i++) {
        m[i] = b.getFloat(ROWS + 4 * i);
      }
      return m;
    }
    double[][] r = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    boolean oriented = b.getShort(CODES) > 0;
    if (oriented) {
      r = rotation(b.getFloat(QUATERNION), b.getFloat(QUATERNION + 4), b.getFloat(QUATERNION + 8));
    }
    double sign = oriented && b.getFloat(PIXDIM) < 0 ? -1 : 1;
    for (int axis = 0; axis < 3; axis++) {
      double size = b.getFloat(PIXDIM + 4 * (axis + 1)) * (axis == 2 ? sign : 1);
      for (int row = 0; row < 3; row++) {
        m[4 * row + axis] = r[row][axis] * size;
      }
    }
    for (int row = 0; oriented && row < 3; row++) {
      m[4 * row + 3] = b.getFloat(OFFSET + 4 * row);
    }
    return m;
  }

  /** Whether either transform says where the voxels lie. */
  static boolean isOriented(ByteBuffer b) {
    return b.getShort(CODES) > 0 || b.getShort(CODES + 2) > 0;
  }

  private static double determinant(double[][] r) {
    return r[0][0] * (r[1][1] * r[2][2] - r[1][2] * r[2][1])
        - r[0][1] * (r[1][0] * r[2][2] - r[1][2] * r[2][0])
        + r[0][2] * (r[1][0] * r[2][1] - r[1][1] * r[2][0]);
  }

  /**
   * The unit quaternion (a ≥ 0, b, c, d) of a rotation, from its largest component for accuracy.
   */
  private static double[] quaternion(double[][] r) {
    double[] squares = {
      1 + r[0][0] + r[1][1] + r[2][2],
      1 + r[0][0] - r[1][1] - r[2][2],
      1 - r[0][0] + r[1][1] - r[2][2],
      1 - r[0][0] - r[1][1] + r[2][2]
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = squares[i] > squares[largest] ? i : largest;
    }
    double twice = Math.sqrt(Math.max(0, squares[largest]));
    double f = 0.5 / twice;
    double x = (r[2][1] - r[1][2]) * f;
    double y = (r[0][2] - r[2][0]) * f;
    double z = (r[1][0] - r[0][1]) * f;
    double xy = (r[1][0] + r[0][1]) * f;
    double xz = (r[0][2] + r[2][0]) * f;
    double yz = (r[2][1] + r[1][2]) * f;
    double half = twice / 2;
    double[] q =
        switch (largest) {
          case 0 -> new double[] {half, x, y, z};
          case 1 -> new double[] {x, half, xy, xz};
          case 2 -> new double[] {y, xy, half, yz};
          default -> new double[] {z, xz, yz, half};
        };
    if (q[0] < 0) {
      for (int i = 0; i < 4; i++) {
        q[i] = -q[i];
      }
    }
    return q;
  }

  private static double[][] rotation(double b, double c, double d) {
    double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
    return new double[][] {
      {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)},
      {2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)},
      {2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c}
    };
  }
}
