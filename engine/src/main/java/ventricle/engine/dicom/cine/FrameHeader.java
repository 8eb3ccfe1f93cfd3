package ventricle.engine.dicom.cine;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.InstanceRef;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * What decides where one image belongs.
 *
 * @param frame 0-based frame of the file
 * @param acquisitionGroup series and, in Enhanced MR, stack: what one scan wrote
 * @param rrMs cardiac cycle by the header, null when it does not say
 * @param declaredPhases number of phases by the header, null when it does not say
 */
record FrameHeader(
    ImageFile file,
    int frame,
    InstanceRef source,
    String description,
    @Nullable String frameOfReference,
    String acquisitionGroup,
    Slice geometry,
    Protocol protocol,
    PhaseKeys keys,
    @Nullable Double rrMs,
    @Nullable Integer declaredPhases,
    @Nullable Double seriesNumber,
    Display display) {

  /** Earlier acquired first; what has no time comes before what has one. */
  static final Comparator<FrameHeader> ACQUIRED =
      Comparator.comparing(
              (FrameHeader f) -> f.keys().get(PhaseKey.ACQUISITION_TIME), missingFirst())
          .thenComparing(f -> f.keys().get(PhaseKey.CONTENT_TIME), missingFirst())
          .thenComparing(FrameHeader::seriesNumber, missingFirst())
          .thenComparing(f -> f.keys().get(PhaseKey.INSTANCE_NUMBER), missingFirst())
          .thenComparing(f -> f.source().sopInstanceUid())
          .thenComparing(FrameHeader::frame);

  /** Unit normal of the image plane. */
  Vector3 normal() {
    return geometry.normal();
  }

  private static Comparator<@Nullable Double> missingFirst() {
    return Comparator.nullsFirst(Comparator.naturalOrder());
  }

  /**
   * What kind of scan made an image, as far as it tells a cine from perfusion or tagging at the
   * same place.
   */
  record Protocol(List<String> scanningSequence, List<String> sequenceVariant, double echoTimeMs) {

    private static final double ECHO_TIME_RATIO = 1.3;

    boolean resembles(Protocol other) {
      boolean sameEcho =
          echoTimeMs <= 0
              || other.echoTimeMs <= 0
              || Math.max(echoTimeMs, other.echoTimeMs)
                  <= ECHO_TIME_RATIO * Math.min(echoTimeMs, other.echoTimeMs);
      return sameEcho
          && scanningSequence.equals(other.scanningSequence)
          && sequenceVariant.equals(other.sequenceVariant);
    }
  }
}
