package ventricle.viewer.cine;

import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Pixels;

/**
 * Frames of a stack as pictures at their native size, one picture pixel per image pixel, seen
 * through one window. A picture is rendered when it is asked for and kept while the bound allows;
 * when the window changes the pictures are rendered again into the same memory. JavaFX thread only.
 */
public final class FrameCache {

  /** Room for 64 frames of 512 × 512. */
  public static final long DEFAULT_BOUND_BYTES = 64L << 20;

  private final CineStack stack;
  private final long boundBytes;
  private final LinkedHashMap<FrameKey, Entry> entries = new LinkedHashMap<>(64, .75f, true);
  private final ArrayDeque<GreyTable> tables = new ArrayDeque<>();
  private WindowLevel windowLevel;
  private long bytes;

  private static final class Entry {
    final PixelBuffer<IntBuffer> buffer;
    final Image image;
    @Nullable WindowLevel rendered;

    Entry(int columns, int rows) {
      buffer =
          new PixelBuffer<>(
              columns,
              rows,
              IntBuffer.allocate(columns * rows),
              PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }

    long bytes() {
      return 4L * buffer.getWidth() * buffer.getHeight();
    }
  }

  public FrameCache(CineStack stack, WindowLevel windowLevel) {
    this(stack, windowLevel, DEFAULT_BOUND_BYTES);
  }

  /**
   * @param boundBytes pictures kept at most; one picture is always kept
   */
  public FrameCache(CineStack stack, WindowLevel windowLevel, long boundBytes) {
    this.stack = stack;
    this.windowLevel = windowLevel;
    this.boundBytes = boundBytes;
  }

  public CineStack stack() {
    return stack;
  }

  public WindowLevel windowLevel() {
    return windowLevel;
  }

  public void setWindowLevel(WindowLevel windowLevel) {
    this.windowLevel = windowLevel;
  }

  /** Memory held by pictures. */
  public long bytes() {
    return bytes;
  }

  /** The picture of a frame; empty when the stack lacks the frame. */
  public Optional<Image> image(FrameKey key) {
    Optional<CineFrame> frame = stack.frame(key);
    if (frame.isEmpty()) {
      return Optional.empty();
    }
    Pixels pixels = frame.get().pixels();
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(pixels.columns(), pixels.rows());
      entries.put(key, entry);
      bytes += entry.bytes();
      evict();
    }
    if (!windowLevel.equals(entry.rendered)) {
      GreyTable table = table(pixels);
      entry.buffer.updateBuffer(
          buffer -> {
            table.paint(pixels, buffer.getBuffer());
            return null;
          });
      entry.rendered = windowLevel;
    }
    return Optional.of(entry.image);
  }

  private void evict() {
    Iterator<Map.Entry<FrameKey, Entry>> oldest = entries.entrySet().iterator();
    while (bytes > boundBytes && entries.size() > 1) {
      bytes -= oldest.next().getValue().bytes();
      oldest.remove();
    }
  }

  /** Slices may differ in rescale slope; a table each, few at a time. */
  private GreyTable table(Pixels pixels) {
    for (GreyTable table : tables) {
      if (table.serves(pixels, windowLevel)) {
        return table;
      }
    }
    GreyTable made = new GreyTable(pixels, windowLevel);
    tables.addFirst(made);
    if (tables.size() > 24) {
      tables.removeLast();
    }
    return made;
  }
}
