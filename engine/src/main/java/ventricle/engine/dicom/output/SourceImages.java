package ventricle.engine.dicom.output;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DataSetBuilder;
import ventricle.engine.dicom.Tag;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.InstanceRef;

/** References to the images of a stack; a frame number only where an instance holds several. */
public final class SourceImages {

  private final CineStack stack;
  private final Set<String> multiFrame = new HashSet<>();

  public SourceImages(CineStack stack) {
    this.stack = stack;
    Set<String> seen = new HashSet<>();
    for (CineFrame frame : stack.frames().values()) {
      InstanceRef source = frame.source();
      boolean again = !seen.add(source.sopInstanceUid());
      if (again
          || source.frameNumber() > 1
          || source.sopClassUid().equals(Uids.ENHANCED_MR_IMAGE_STORAGE)) {
        multiFrame.add(source.sopInstanceUid());
      }
    }
  }

  /** SOP class, instance and, if needed, frame of an image. */
  public DataSet reference(InstanceRef source) {
    DataSetBuilder b = instance(source).toBuilder();
    if (multiFrame.contains(source.sopInstanceUid())) {
      b.set(Tags.REFERENCED_FRAME_NUMBER, source.frameNumber());
    }
    return b.build();
  }

  /** SOP class and instance. */
  static DataSet instance(InstanceRef source) {
    return DataSet.of(
        b ->
            b.set(Tags.REFERENCED_SOP_CLASS_UID, source.sopClassUid())
                .set(Tags.REFERENCED_SOP_INSTANCE_UID, source.sopInstanceUid()));
  }

  /** The images that are present among these frames, in order of slice and phase. */
  public List<InstanceRef> of(Collection<FrameKey> keys) {
    return new TreeSet<>(keys)
        .stream().map(stack::frame).flatMap(Optional::stream).map(CineFrame::source).toList();
  }

  /** Items of Referenced Series Sequence with the instances of these frames, each once. */
  public List<DataSet> seriesOf(Collection<FrameKey> keys) {
    return grouped(keys, Tag.of("ReferencedInstanceSequence"));
  }

  /** The same with the instances in Referenced SOP Sequence, as evidence of a document. */
  public List<DataSet> evidenceOf(Collection<FrameKey> keys) {
    return grouped(keys, Tag.of("ReferencedSOPSequence"));
  }

  private List<DataSet> grouped(Collection<FrameKey> keys, Tag list) {
    Map<String, Map<String, DataSet>> series = new LinkedHashMap<>();
    for (InstanceRef source : of(keys)) {
      series
          .computeIfAbsent(source.seriesInstanceUid(), uid -> new LinkedHashMap<>())
          .put(source.sopInstanceUid(), instance(source));
    }
    return series.entrySet().stream()
        .map(
            e ->
                DataSet.of(
                    b ->
                        b.set(Tags.SERIES_INSTANCE_UID, e.getKey())
                            .set(list, List.copyOf(e.getValue().values()))))
        .toList();
  }
}
