package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Sentence;
import ventricle.engine.domain.Structure;
import ventricle.engine.measure.Measurements.SecondVolumes;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SecondReading;

/**
 * Holds the volumes that a model read without contours against those of the contours on screen.
 * Both count papillary muscles into the cavity, whatever the convention of the measurement.
 */
final class SecondOpinion {

  private final CineStack stack;
  private final ReviewDocument document;
  private final StackVolumes contours;

  SecondOpinion(CineStack stack, ReviewDocument document) {
    this.stack = stack;
    this.document = document;
    this.contours = new StackVolumes(stack, document, Papillary.CAVITY);
  }

  /** Null when no model has read volumes. */
  @Nullable SecondVolumes volumes() {
    SecondReading reading = document.secondReading();
    if (reading == null) {
      return null;
    }
    Double ed = difference(Mark.ED, reading.ed());
    Double es = difference(Mark.ES, reading.es());
    return new SecondVolumes(
        reading.model(),
        reading.ed().ml(),
        reading.es().ml(),
        reading.efPercent(),
        ed,
        es,
        agrees(ed, es, reading));
  }

  /** One difference outside its bounds is enough to disagree; both must be known to agree. */
  private static @Nullable Boolean agrees(
      @Nullable Double ed, @Nullable Double es, SecondReading reading) {
    boolean edOutside = ed != null && !inside(ed, reading.ed());
    boolean esOutside = es != null && !inside(es, reading.es());
    if (edOutside || esOutside) {
      return false;
    }
    if (ed == null || es == null) {
      return null;
    }
    return true;
  }

  /** (model − contours) / contours at a mark; null when they cannot be compared. */
  private @Nullable Double difference(Mark which, SecondReading.Volume read) {
    PhaseMark mark = document.mark(which);
    Double ml = read.ml();
    if (mark == null
        || mark.phase() != read.phase()
        || ml == null
        || read.lowest() == null
        || read.highest() == null
        || excludes(read.phase())) {
      return null;
    }
    Double drawn = contours.lvMl(read.phase());
    return drawn == null || drawn == 0 ? null : (ml - drawn) / drawn;
  }

  private boolean excludes(int phase) {
    return IntStream.range(0, document.sliceCount())
        .anyMatch(slice -> document.excluded(ContourKey.of(slice, phase, Structure.LV_ENDO)));
  }

  private static boolean inside(double difference, SecondReading.Volume read) {
    return read.lowest() == null
        || read.highest() == null
        || (difference >= read.lowest() && difference <= read.highest());
  }

  List<Flag> flags() {
    SecondReading reading = document.secondReading();
    SecondVolumes volumes = volumes();
    List<Flag> flags = new ArrayList<>();
    if (reading == null || volumes == null) {
      return flags;
    }
    disagreement("ED", volumes.edDifference(), reading.ed(), flags);
    disagreement("ES", volumes.esDifference(), reading.es(), flags);
    Flag why = whyNotCompared(reading);
    if (why != null) {
      flags.add(why);
    }
    return flags;
  }

  /** Null when nothing stands against it, or when another flag says that a volume is missing. */
  private @Nullable Flag whyNotCompared(SecondReading reading) {
    String code = FlagCodes.SECOND_READING_NOT_COMPARED;
    String model = reading.model().id();
    if (moved(Mark.ED, reading.ed()) || moved(Mark.ES, reading.es())) {
      return Flag.of(
          null, code + ".moved", model, reading.ed().phase() + 1, reading.es().phase() + 1);
    }
    if (excludes(reading.ed().phase()) || excludes(reading.es().phase())) {
      return Flag.of(null, code + ".excluded", model);
    }
    if (reading.ed().lowest() == null || reading.es().lowest() == null) {
      return Flag.of(null, code + ".unmeasured", model);
    }
    return null;
  }

  private boolean moved(Mark which, SecondReading.Volume read) {
    PhaseMark mark = document.mark(which);
    return mark == null || mark.phase() != read.phase();
  }

  private void disagreement(
      String name, @Nullable Double difference, SecondReading.Volume read, List<Flag> flags) {
    Double lowest = read.lowest();
    Double highest = read.highest();
    Double ml = read.ml();
    if (difference == null || lowest == null || highest == null || ml == null) {
      return;
    }
    if (!inside(difference, read)) {
      flags.add(
          Flag.of(
              new FrameKey(stack.sliceCount() / 2, read.phase()),
              FlagCodes.SECOND_READING_DISAGREES,
              name,
              Sentence.number(ml, 0),
              Sentence.signed(100 * difference, 0),
              Sentence.signed(100 * lowest, 0),
              Sentence.signed(100 * highest, 0)));
    }
  }
}
