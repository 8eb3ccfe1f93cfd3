package ventricle.engine.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.dicom.DicomFile;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Value;
import ventricle.engine.domain.UnusableInputException;

/** Joins the fragments of encapsulated pixel data to frames. */
final class Fragmentation {

  private Fragmentation() {}

  /**
   * The bytes of each frame: one frame is all fragments, as many fragments as frames are one each,
   * otherwise the offset table decides, or the start marks of JPEG and JPEG 2000 streams.
   */
  static List<byte[]> frames(DicomFile file, Value.Fragments data, int frames)
      throws UnusableInputException {
    List<byte[]> fragments = data.fragments().stream().map(Value.Bytes::bytes).toList();
    if (fragments.size() < frames) {
      throw new UnusableInputException(
          file.name(), "truncated: %d of %d frames are there".formatted(fragments.size(), frames));
    }
    if (fragments.size() == frames) {
      return fragments;
    }
    if (frames == 1) {
      return List.of(joined(fragments));
    }
    List<Integer> starts = startsByOffset(file, data, fragments);
    if (starts.size() != frames) {
      starts = startsByMarker(fragments);
    }
    if (starts.size() != frames) {
      throw new UnusableInputException(
          file.name(),
          "%d fragments cannot be assigned to %d frames".formatted(fragments.size(), frames));
    }
    List<byte[]> joined = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      int end = i + 1 < frames ? starts.get(i + 1) : fragments.size();
      joined.add(joined(fragments.subList(starts.get(i), end)));
    }
    return joined;
  }

  private static List<Integer> startsByOffset(
      DicomFile file, Value.Fragments data, List<byte[]> fragments) {
    ByteBuffer extended =
        ByteBuffer.wrap(file.dataSet().bytes(Tags.EXTENDED_OFFSET_TABLE).orElse(new byte[0]))
            .order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer basic = ByteBuffer.wrap(data.offsetTable().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    List<Long> offsets = new ArrayList<>();
    while (extended.remaining() >= 8) {
      offsets.add(extended.getLong());
    }
    boolean useBasic = offsets.isEmpty();
    while (useBasic && basic.remaining() >= 4) {
      offsets.add(basic.getInt() & 0xffffffffL);
    }
    List<Integer> starts = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < fragments.size() && starts.size() < offsets.size(); i++) {
      if (at == offsets.get(starts.size())) {
        starts.add(i);
      }
      at += 8L + fragments.get(i).length;
    }
    return starts;
  }

  private static List<Integer> startsByMarker(List<byte[]> fragments) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < fragments.size(); i++) {
      byte[] f = fragments.get(i);
      boolean jpeg = f.length > 2 && f[0] == (byte) 0xff && f[1] == (byte) 0xd8;
      boolean jpeg2000 = f.length > 2 && f[0] == (byte) 0xff && f[1] == (byte) 0x4f;
      if (jpeg || jpeg2000) {
        starts.add(i);
      }
    }
    return starts;
  }

  private static byte[] joined(List<byte[]> fragments) {
    if (fragments.size() == 1) {
      return fragments.getFirst();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fragments.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
