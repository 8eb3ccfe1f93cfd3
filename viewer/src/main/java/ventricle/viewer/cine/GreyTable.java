package ventricle.viewer.cine;

import java.nio.IntBuffer;
import ventricle.engine.domain.Pixels;

/** Stored value to opaque BGRA, for pixels of one rescale rule seen through one window. */
final class GreyTable {

  private static final int STORED_VALUES = 1 << 16;

  private final WindowLevel windowLevel;
  private final boolean signed;
  private final double slope;
  private final double intercept;
  private final int[] argb = new int[STORED_VALUES];

  GreyTable(Pixels rule, WindowLevel windowLevel) {
    this.windowLevel = windowLevel;
    this.signed = rule.signed();
    this.slope = rule.slope();
    this.intercept = rule.intercept();
    for (int i = 0; i < STORED_VALUES; i++) {
      int stored = signed ? (short) i : i;
      int grey = windowLevel.grey(slope * stored + intercept);
      argb[i] = 0xff000000 | grey << 16 | grey << 8 | grey;
    }
  }

  boolean serves(Pixels pixels, WindowLevel wanted) {
    return windowLevel.equals(wanted)
        && signed == pixels.signed()
        && slope == pixels.slope()
        && intercept == pixels.intercept();
  }

  /** Grey 0 to 255 of a stored value. */
  int grey(int stored) {
    return argb[stored & 0xffff] & 0xff;
  }

  /** Fills the first rows × columns entries; the buffer's position does not move. */
  void paint(Pixels pixels, IntBuffer target) {
    int[] table = argb;
    int size = pixels.size();
    if (target.hasArray()) {
      int[] out = target.array();
      int offset = target.arrayOffset();
      for (int i = 0; i < size; i++) {
        out[offset + i] = table[pixels.stored(i) & 0xffff];
      }
    } else {
      for (int i = 0; i < size; i++) {
        target.put(i, table[pixels.stored(i) & 0xffff]);
      }
    }
  }
}
