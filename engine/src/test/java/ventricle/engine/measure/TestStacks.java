package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/** Black stacks for measuring: slices of 64 × 64 pixels, 10 mm apart. */
final class TestStacks {

  private TestStacks() {}

  static CineStack black(
      int slices,
      int phases,
      @Nullable PixelSpacing spacing,
      @Nullable Double thicknessMm,
      CineStack.Note... notes) {
    List<Slice> geometry = new ArrayList<>();
    TreeMap<FrameKey, CineFrame> frames = new TreeMap<>();
    Pixels pixels = Pixels.unsigned(64, 64, new short[64 * 64]);
    for (int z = 0; z < slices; z++) {
      geometry.add(
          new Slice(
              64,
              64,
              spacing,
              new Vector3(0, 0, -10 * z),
              new Vector3(1, 0, 0),
              new Vector3(0, 1, 0),
              thicknessMm));
      for (int t = 0; t < phases; t++) {
        frames.put(
            new FrameKey(z, t),
            new CineFrame(new InstanceRef("c", z + "." + t, "s", 1), pixels, null, null, null));
      }
    }
    return new CineStack("", null, geometry, phases, frames, null, null, List.of(notes));
  }
}
