package ventricle.engine.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a square of grey values as PNG (RFC 2083: colour type 0, 8 bits, no filter). */
final class GreyPng {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private GreyPng() {}

  static byte[] of(int side, byte[] grey) {
    ByteBuffer lines = ByteBuffer.allocate((side + 1) * side);
    for (int row = 0; row < side; row++) {
      lines.put((byte) 0).put(grey, row * side, side);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13).putInt(side).putInt(side).put(new byte[] {8, 0, 0, 0, 0}).array();
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", deflated(lines.array()));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Quickly: the pictures are compressed again when they enter the document. */
  private static byte[] deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
      byte[] buffer = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
