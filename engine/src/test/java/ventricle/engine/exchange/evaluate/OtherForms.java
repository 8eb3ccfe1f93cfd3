package ventricle.engine.exchange.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.Vr;

/** A binary segmentation written again as others would have written it. */
enum OtherForms {
  /** Whole pixels are 70 % in, others 20 %. */
  FRACTIONAL,
  LABEL_MAP,
  /** Frames in no order, without the images that they were drawn on. */
  SHUFFLED;

  private static final Tag NUMBER = Tag.of("ReferencedSegmentNumber");
  private static final Tag IDENTIFICATION = Tag.of("SegmentIdentificationSequence");

  private record Frame(DataSet groups, boolean[] pixels) {

    int segment() {
      return groups.item(IDENTIFICATION).orElseThrow().integer(NUMBER).orElseThrow();
    }

    List<Double> place() {
      double[] at =
          groups
              .item(Tags.PLANE_POSITION_SEQUENCE)
              .orElseThrow()
              .numbers(Tags.IMAGE_POSITION_PATIENT);
      return List.of(at[0], at[1], at[2]);
    }
  }

  void rewrite(Path file) throws Exception {
    DataSet data = DicomReader.read(file).dataSet();
    List<Frame> frames = frames(data);
    DataSetBuilder b = data.toBuilder().remove(Tag.of("ReferencedSeriesSequence"));
    switch (this) {
      case SHUFFLED -> {
        Collections.shuffle(frames, new Random(11));
        b.set(Tags.PIXEL_DATA, Vr.OB, bits(frames));
      }
      case FRACTIONAL ->
          eightBits(b, bytes(frames))
              .set(Tag.of("SegmentationType"), "FRACTIONAL")
              .set(Tag.of("SegmentationFractionalType"), "OCCUPANCY")
              .set(Tag.of("MaximumFractionalValue"), 200);
      case LABEL_MAP -> {
        Map<List<Double>, Frame> planes = new LinkedHashMap<>();
        frames.forEach(f -> planes.putIfAbsent(f.place(), f));
        byte[] labels = labels(frames, List.copyOf(planes.keySet()));
        frames = new ArrayList<>(planes.values());
        eightBits(b, labels)
            .set(Tags.SOP_CLASS_UID, Uids.LABEL_MAP_SEGMENTATION_STORAGE)
            .set(Tag.of("SegmentationType"), "LABELMAP");
      }
    }
    boolean named = this != LABEL_MAP;
    b.set(Tags.NUMBER_OF_FRAMES, frames.size())
        .set(
            Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
            frames.stream().map(f -> groups(f.groups(), named)).toList());
    write(file, b.build());
  }

  private static void write(Path file, DataSet data) throws IOException {
    DicomWriter.write(file, data);
  }

  private static DataSet groups(DataSet groups, boolean named) {
    DataSetBuilder b = groups.toBuilder().remove(Tag.of("DerivationImageSequence"));
    return (named ? b : b.remove(IDENTIFICATION)).build();
  }

  private static DataSetBuilder eightBits(DataSetBuilder b, byte[] pixels) {
    return b.set(Tags.BITS_ALLOCATED, 8)
        .set(Tags.BITS_STORED, 8)
        .set(Tags.HIGH_BIT, 7)
        .set(Tags.PIXEL_DATA, Vr.OB, pixels);
  }

  private static List<Frame> frames(DataSet data) {
    int size = data.integer(Tags.ROWS).orElseThrow() * data.integer(Tags.COLUMNS).orElseThrow();
    byte[] bytes = data.bytes(Tags.PIXEL_DATA).orElseThrow();
    List<Frame> frames = new ArrayList<>();
    for (DataSet groups : data.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)) {
      boolean[] pixels = new boolean[size];
      for (int i = 0; i < size; i++) {
        int bit = frames.size() * size + i;
        pixels[i] = (bytes[bit >> 3] >> (bit & 7) & 1) == 1;
      }
      frames.add(new Frame(groups, pixels));
    }
    return frames;
  }

  private static byte[] bits(List<Frame> frames) {
    int size = frames.getFirst().pixels().length;
    byte[] bytes = new byte[(frames.size() * size + 15) / 16 * 2];
    for (int f = 0; f < frames.size(); f++) {
      for (int i = 0; i < size; i++) {
        int bit = f * size + i;
        bytes[bit >> 3] |= (byte) ((frames.get(f).pixels()[i] ? 1 : 0) << (bit & 7));
      }
    }
    return bytes;
  }

  private static byte[] bytes(List<Frame> frames) {
    int size = frames.getFirst().pixels().length;
    byte[] bytes = new byte[(frames.size() * size + 1) / 2 * 2];
    for (int f = 0; f < frames.size(); f++) {
      for (int i = 0; i < size; i++) {
        bytes[f * size + i] = (byte) (frames.get(f).pixels()[i] ? 140 : 40);
      }
    }
    return bytes;
  }

  private static byte[] labels(List<Frame> frames, List<List<Double>> planes) {
    int size = frames.getFirst().pixels().length;
    byte[] labels = new byte[(planes.size() * size + 1) / 2 * 2];
    for (Frame frame : frames) {
      int at = planes.indexOf(frame.place()) * size;
      for (int i = 0; i < size; i++) {
        labels[at + i] = frame.pixels()[i] ? (byte) frame.segment() : labels[at + i];
      }
    }
    return labels;
  }
}
