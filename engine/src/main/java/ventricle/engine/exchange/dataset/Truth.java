package ventricle.engine.exchange.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Layers;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

/**
 * Whether a phase of a reading may be learnt from. It may when a named reader has contoured each of
 * LV endocardium, LV epicardium and RV endocardium in every slice or confirmed that it is absent.
 */
public sealed interface Truth {

  /** What every volume needs a word about. */
  List<Structure> STRUCTURES = List.of(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO);

  /** A reader answers for every slice. */
  record Reviewed(ReviewDocument document, int phase, Origin origin) implements Truth {}

  /** Only a model has looked; the document holds the model's layer alone. */
  record AiOnly(ReviewDocument document, int phase, Origin origin) implements Truth {}

  /**
   * Nobody answers for it.
   *
   * @param cause one sentence for people
   */
  record NotReady(int phase, String cause) implements Truth {}

  /**
   * Where a volume comes from.
   *
   * @param id whose reading it was taken from
   * @param mark which mark stands on the phase, null for neither
   * @param readers who answers for its slices
   * @param contours contours in it
   * @param absent places where somebody confirmed that there is nothing
   * @param fractionEdited part of its places with a contour, the model's or the reader's, where the
   *     two differ; 1 where no model has looked
   * @param aiAssisted whether the reader saw a model's contours of this phase, or a model chose it
   * @param models what ran on the study before or while it was read
   * @param activeSeconds time at work on the study, pauses left out; null when unknown
   */
  record Origin(
      ReadingId id,
      @Nullable Mark mark,
      SortedSet<String> readers,
      int contours,
      int absent,
      double fractionEdited,
      boolean aiAssisted,
      Set<ModelRef> models,
      @Nullable Long activeSeconds) {}

  static Truth of(Reading reading, int phase) {
    ReviewDocument document = reading.document();
    SortedSet<String> readers = new TreeSet<>();
    List<String> open = new ArrayList<>();
    boolean touched = false;
    int absent = 0;
    for (ContourKey key : places(document, phase)) {
      switch (document.stateOf(key)) {
        case ReviewState.Contoured(String reader) when !reader.isBlank() -> readers.add(reader);
        case ReviewState.ConfirmedAbsent(String reader) when !reader.isBlank() -> {
          readers.add(reader);
          absent++;
        }
        case ReviewState.Excluded excluded -> open.add(name(key) + " is excluded");
        default -> open.add(name(key) + " is not reviewed");
      }
      touched |= document.readerLayer().containsKey(key) || document.stateOf(key).reviewed();
    }
    if (open.isEmpty()) {
      return new Reviewed(document, phase, origin(reading, document, phase, readers, absent));
    }
    if (!touched && document.segmentedPhases().contains(phase)) {
      ReviewDocument model = Layers.modelOnly(document);
      return new AiOnly(model, phase, origin(reading, model, phase, readers, 0));
    }
    return new NotReady(
        phase,
        open.size() == 1
            ? open.getFirst() + "."
            : "%s, and so on: %d places in all.".formatted(open.getFirst(), open.size()));
  }

  private static String name(ContourKey key) {
    return "Slice %d, %s".formatted(key.frame().slice() + 1, key.structure());
  }

  private static List<ContourKey> places(ReviewDocument document, int phase) {
    List<ContourKey> places = new ArrayList<>();
    for (int slice = 0; slice < document.sliceCount(); slice++) {
      for (Structure structure : STRUCTURES) {
        places.add(ContourKey.of(slice, phase, structure));
      }
    }
    return places;
  }

  private static Origin origin(
      Reading reading, ReviewDocument document, int phase, SortedSet<String> readers, int absent) {
    int contours = 0;
    int either = 0;
    int changed = 0;
    for (ContourKey key : places(document, phase)) {
      Tracing model = document.modelLayer().get(key);
      Tracing shown = document.shown(key).orElse(null);
      contours += shown == null ? 0 : 1;
      if (model != null || shown != null) {
        either++;
        changed += same(model, shown) ? 0 : 1;
      }
    }
    @Nullable Mark mark = document.markAt(phase).orElse(null);
    return new Origin(
        reading.id(),
        mark,
        readers,
        contours,
        absent,
        either == 0 ? 0 : (double) changed / either,
        document.segmentedPhases().contains(phase) || byModel(document, mark),
        document.models(),
        reading.active().isZero() ? null : (Long) reading.active().toSeconds());
  }

  private static boolean same(@Nullable Tracing model, @Nullable Tracing shown) {
    return model != null && shown != null && model.contour().equals(shown.contour());
  }

  private static boolean byModel(ReviewDocument document, @Nullable Mark mark) {
    PhaseMark set = mark == null ? null : document.mark(mark);
    return set != null && set.provenance() instanceof Provenance.Model;
  }
}
