package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return flags.stream().anyMatch(flag -> FlagCodes.limitsCoverage(flag.code()));
  }

  static List<Flag> flags(
      CineStack stack,
      ReviewDocument document,
      StackVolumes volumes,
      @Nullable Integer ed,
      @Nullable Integer es) {
    List<Flag> flags = new ArrayList<>();
    if (ed == null) {
      flags.add(Flag.of(null, FlagCodes.ED_UNSET));
    }
    if (es == null) {
      flags.add(Flag.of(null, FlagCodes.ES_UNSET));
    }
    if (stack.sliceCount() < 2) {
      flags.add(Flag.of(null, FlagCodes.SINGLE_SLICE));
    }
    int missing = stack.expectedFrames() - stack.frames().size();
    if (missing > 0) {
      flags.add(
          Flag.of(
              firstMissing(stack),
              FlagCodes.FRAMES_MISSING,
              stack.frames().size(),
              stack.expectedFrames()));
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
          Flag.of(new FrameKey(stack.sliceCount() / 2, phase), FlagCodes.LV_NOT_CONTOURED, name));
    }
    if (!volumes.drawn(phase, Structure.RV_ENDO)) {
      flags.add(
          Flag.of(new FrameKey(stack.sliceCount() / 2, phase), FlagCodes.RV_NOT_CONTOURED, name));
    }
    if (volumes.lacksSpacing(phase)) {
      flags.add(Flag.of(null, FlagCodes.SPACING_UNKNOWN, name));
    }
    int last = stack.sliceCount() - 1;
    if (last > 0 && contoured(volumes, 0, phase)) {
      flags.add(Flag.of(new FrameKey(0, phase), FlagCodes.COVERAGE_BASE, name));
    }
    if (last > 0 && contoured(volumes, last, phase)) {
      flags.add(Flag.of(new FrameKey(last, phase), FlagCodes.COVERAGE_APEX, name));
    }
    for (int slice = 0; slice <= last; slice++) {
      FrameKey frame = new FrameKey(slice, phase);
      counterparts(volumes, name, frame, flags);
      exclusions(document, frame, flags);
    }
    for (Structure structure : List.of(Structure.LV_ENDO, Structure.RV_ENDO)) {
      gaps(document, volumes, structure, name, phase, flags);
    }
    flags.addAll(ImageEdge.flags(stack, volumes, name, phase));
    return flags;
  }

  private static boolean contoured(StackVolumes volumes, int slice, int phase) {
    return BORDERS.stream().anyMatch(s -> volumes.contour(slice, phase, s).isPresent());
  }

  private static void counterparts(
      StackVolumes volumes, String name, FrameKey frame, List<Flag> flags) {
    boolean endo = volumes.contour(frame.slice(), frame.phase(), Structure.LV_ENDO).isPresent();
    boolean epi = volumes.contour(frame.slice(), frame.phase(), Structure.LV_EPI).isPresent();
    int shown = frame.slice() + 1;
    if (endo && !epi) {
      flags.add(Flag.of(frame, FlagCodes.EPI_MISSING, shown, name));
    }
    if (epi && !endo) {
      flags.add(Flag.of(frame, FlagCodes.ENDO_MISSING, shown, name));
    }
  }

  private static void exclusions(ReviewDocument document, FrameKey frame, List<Flag> flags) {
    for (Structure structure : BORDERS) {
      if (document.stateOf(new ContourKey(frame, structure))
          instanceof ReviewState.Excluded(String reader, String reason)) {
        flags.add(Flag.of(frame, FlagCodes.SLICE_EXCLUDED, frame.slice() + 1, reason));
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
              Flag.of(
                  key.frame(),
                  FlagCodes.CONTOUR_GAP,
                  slice + 1,
                  structure == Structure.LV_ENDO ? "LV" : "RV",
                  name));
        }
      }
    }
  }
}
