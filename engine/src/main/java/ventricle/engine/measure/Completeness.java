package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;

/** What is missing for the numbers to speak of the whole heart. */
final class Completeness {

  private static final List<Structure> BORDERS =
      List.of(Structure.LV_ENDO, Structure.LV_EPI, Structure.RV_ENDO);

  private Completeness() {}

  static boolean coveredSlicesOnly(List<Flag> flags) {
    return flags.stream()
        .anyMatch(f -> Set.of(FlagCodes.COVERAGE_BASE, FlagCodes.COVERAGE_APEX).contains(f.code()));
  }

  static List<Flag> flags(
      CineStack stack,
      ReviewDocument document,
      StackVolumes volumes,
      @Nullable Integer ed,
      @Nullable Integer es) {
    List<Flag> flags = new ArrayList<>();
    if (ed == null) {
      flags.add(new Flag(FlagCodes.ED_UNSET, "End-diastole is not set.", null));
    }
    if (es == null) {
      flags.add(new Flag(FlagCodes.ES_UNSET, "End-systole is not set.", null));
    }
    if (stack.sliceCount() < 2) {
      flags.add(
          new Flag(
              FlagCodes.SINGLE_SLICE,
              "One slice has no distance to a neighbour, so there are no volumes.",
              null));
    }
    int missing = stack.expectedFrames() - stack.frames().size();
    if (missing > 0) {
      flags.add(
          new Flag(
              FlagCodes.FRAMES_MISSING,
              "%d of %d frames loaded.".formatted(stack.frames().size(), stack.expectedFrames()),
              firstMissing(stack)));
    }
    Map<String, Integer> marks = new LinkedHashMap<>();
    if (ed != null) {
      marks.put("ED", ed);
    }
    if (es != null && !es.equals(ed)) {
      marks.put("ES", es);
    }
    marks.forEach((name, phase) -> flags.addAll(ofPhase(stack, document, volumes, name, phase)));
    return flags;
  }

  private static @Nullable FrameKey firstMissing(CineStack stack) {
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      for (int phase = 0; phase < stack.phases(); phase++) {
        FrameKey key = new FrameKey(slice, phase);
        if (stack.frame(key).isEmpty()) {
          return key;
        }
      }
    }
    return null;
  }

  private static List<Flag> ofPhase(
      CineStack stack, ReviewDocument document, StackVolumes volumes, String name, int phase) {
    List<Flag> flags = new ArrayList<>();
    if (!volumes.drawn(phase, Structure.LV_ENDO)) {
      flags.add(
          new Flag(
              FlagCodes.LV_NOT_CONTOURED,
              "No LV endocardium at " + name + ", so no LV volume there.",
              new FrameKey(stack.sliceCount() / 2, phase)));
    }
    if (!volumes.drawn(phase, Structure.RV_ENDO)) {
      flags.add(
          new Flag(
              FlagCodes.RV_NOT_CONTOURED,
              "No RV contour at " + name + ", so no RV volume there.",
              new FrameKey(stack.sliceCount() / 2, phase)));
    }
    if (volumes.lacksSpacing(phase)) {
      flags.add(
          new Flag(
              FlagCodes.SPACING_UNKNOWN,
              "The pixel spacing is unknown, so there are no volumes at " + name + ".",
              null));
    }
    int last = stack.sliceCount() - 1;
    if (last > 0 && contoured(volumes, 0, phase)) {
      flags.add(coverage(FlagCodes.COVERAGE_BASE, "first", "base", name, new FrameKey(0, phase)));
    }
    if (last > 0 && contoured(volumes, last, phase)) {
      flags.add(coverage(FlagCodes.COVERAGE_APEX, "last", "apex", name, new FrameKey(last, phase)));
    }
    for (int slice = 0; slice <= last; slice++) {
      FrameKey frame = new FrameKey(slice, phase);
      counterparts(volumes, name, frame, flags);
      exclusions(document, frame, flags);
    }
    for (Structure structure : List.of(Structure.LV_ENDO, Structure.RV_ENDO)) {
      gaps(document, volumes, structure, name, phase, flags);
    }
    return flags;
  }

  private static boolean contoured(StackVolumes volumes, int slice, int phase) {
    return BORDERS.stream().anyMatch(s -> volumes.contour(slice, phase, s).isPresent());
  }

  private static Flag coverage(String code, String which, String end, String name, FrameKey frame) {
    return new Flag(
        code,
        "The %s slice is contoured at %s: the stack may not reach beyond the %s, so volumes and levels of segments speak of the covered slices only."
            .formatted(which, name, end),
        frame);
  }

  private static void counterparts(
      StackVolumes volumes, String name, FrameKey frame, List<Flag> flags) {
    boolean endo = volumes.contour(frame.slice(), frame.phase(), Structure.LV_ENDO).isPresent();
    boolean epi = volumes.contour(frame.slice(), frame.phase(), Structure.LV_EPI).isPresent();
    int shown = frame.slice() + 1;
    if (endo && !epi) {
      flags.add(
          new Flag(
              FlagCodes.EPI_MISSING,
              "Slice %d has no LV epicardium at %s: it adds nothing to the mass."
                  .formatted(shown, name),
              frame));
    }
    if (epi && !endo) {
      flags.add(
          new Flag(
              FlagCodes.ENDO_MISSING,
              "Slice %d has no LV endocardium at %s: all of it counts as muscle."
                  .formatted(shown, name),
              frame));
    }
  }

  private static void exclusions(ReviewDocument document, FrameKey frame, List<Flag> flags) {
    for (Structure structure : BORDERS) {
      if (document.stateOf(new ContourKey(frame, structure))
          instanceof ReviewState.Excluded(String reader, String reason)) {
        flags.add(
            new Flag(
                FlagCodes.SLICE_EXCLUDED,
                "Slice %d is left out: %s".formatted(frame.slice() + 1, reason),
                frame));
        return;
      }
    }
  }

  private static void gaps(
      ReviewDocument document,
      StackVolumes volumes,
      Structure structure,
      String name,
      int phase,
      List<Flag> flags) {
    int[] drawn =
        IntStream.range(0, document.sliceCount())
            .filter(slice -> volumes.contour(slice, phase, structure).isPresent())
            .toArray();
    for (int k = 1; k < drawn.length; k++) {
      for (int slice = drawn[k - 1] + 1; slice < drawn[k]; slice++) {
        ContourKey key = ContourKey.of(slice, phase, structure);
        if (!document.excluded(key)) {
          flags.add(
              new Flag(
                  FlagCodes.CONTOUR_GAP,
                  "Slice %d has no %s contour at %s although its neighbours have: it adds nothing to the volume."
                      .formatted(slice + 1, structure == Structure.LV_ENDO ? "LV" : "RV", name),
                  key.frame()));
        }
      }
    }
  }
}
