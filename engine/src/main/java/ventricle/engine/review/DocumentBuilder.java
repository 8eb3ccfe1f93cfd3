package ventricle.engine.review;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Tracing;

/** A document taken apart, to be changed and put together again within one edit. */
final class DocumentBuilder {

  private final ReviewDocument from;
  boolean flipped;
  @Nullable PhaseMark ed;
  @Nullable PhaseMark es;
  @Nullable DetectedPhases detected;
  SortedMap<ContourKey, Tracing> modelLayer;
  SortedMap<ContourKey, ReaderEntry> readerLayer;
  SortedMap<ContourKey, ReviewState> states;
  final SortedSet<Integer> segmentedPhases;
  final Set<ModelRef> models;
  @Nullable String device;
  StudyState state;
  @Nullable SecondReading secondReading;
  @Nullable Double minMeanConfidence;
  final SortedMap<FrameKey, Look> looks;
  Signatures signatures;
  Papillary papillary;
  final SortedMap<FrameKey, Point> insertions;
  StudyEntries entries;
  SortedMap<ContourKey, Tracing> leftOut;

  DocumentBuilder(ReviewDocument from) {
    this.from = from;
    this.flipped = from.flipped();
    this.ed = from.ed();
    this.es = from.es();
    this.detected = from.detected();
    this.modelLayer = new TreeMap<>(from.modelLayer());
    this.readerLayer = new TreeMap<>(from.readerLayer());
    this.states = new TreeMap<>(from.states());
    this.segmentedPhases = new TreeSet<>(from.segmentedPhases());
    this.models = new HashSet<>(from.models());
    this.device = from.device();
    this.state = from.state();
    this.secondReading = from.secondReading();
    this.minMeanConfidence = from.minMeanConfidence();
    this.looks = new TreeMap<>(from.looks());
    this.signatures = from.signatures();
    this.papillary = from.papillary();
    this.insertions = new TreeMap<>(from.insertions());
    this.entries = from.entries();
    this.leftOut = new TreeMap<>(from.leftOut());
  }

  void mark(Mark which, @Nullable PhaseMark mark) {
    if (which == Mark.ED) {
      ed = mark;
    } else {
      es = mark;
    }
  }

  /** Puts the detector's phases where no reader has set a mark. */
  void detectorMarks(DetectedPhases found) {
    if (!setByReader(ed)) {
      ed = new PhaseMark(found.edPhase(), new Provenance.Model(found.model()));
    }
    if (!setByReader(es)) {
      es = new PhaseMark(found.esPhase(), new Provenance.Model(found.model()));
    }
  }

  static boolean setByReader(@Nullable PhaseMark mark) {
    return mark != null && !(mark.provenance() instanceof Provenance.Model);
  }

  ReviewDocument build() {
    return new ReviewDocument(
        from.studyInstanceUid(),
        from.sliceCount(),
        from.phaseCount(),
        flipped,
        ed,
        es,
        detected,
        modelLayer,
        readerLayer,
        states,
        segmentedPhases,
        models,
        device,
        state,
        secondReading,
        minMeanConfidence,
        looks,
        signatures,
        papillary,
        insertions,
        entries,
        leftOut);
  }
}
