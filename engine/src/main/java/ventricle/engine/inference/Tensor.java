package ventricle.engine.inference;

import java.util.Arrays;

/**
 * Numbers in and out of a network, row-major.
 *
 * @param values not copied; not to be written to after construction
 * @param shape size of each axis, first axis slowest
 */
public record Tensor(float[] values, long... shape) {

  public Tensor {
    long size = 1;
    for (long axis : shape) {
      size *= axis;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for shape " + Arrays.toString(shape));
    }
  }
}
