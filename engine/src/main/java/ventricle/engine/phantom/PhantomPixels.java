package ventricle.engine.phantom;

import ventricle.engine.domain.Pixels;

/** Stored pixels as arrays. */
final class PhantomPixels {

  private PhantomPixels() {}

  static short[] stored(Pixels pixels) {
    short[] stored = new short[pixels.size()];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (short) pixels.stored(i);
    }
    return stored;
  }
}
