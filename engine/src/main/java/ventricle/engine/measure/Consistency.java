package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Sentence;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Vector3;
import ventricle.engine.geometry.Containment;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.measure.Measurements.LeftVentricle;
import ventricle.engine.measure.Measurements.RightVentricle;
import ventricle.engine.measure.Measurements.VolumeCurve;
import ventricle.engine.review.DetectedPhases;
import ventricle.engine.review.ReviewDocument;

/** Numbers that do not fit each other. */
final class Consistency {

  private static final CrossChecks CHECKS = CrossChecks.shipped();

  /** Detector and volume curve may differ by this many frames and this part of the EDV. */
  private static final int DETECTOR_FRAMES = 2;

  private static final double DETECTOR_VOLUME = 0.03;

  /** Displacement of the LV centre against both neighbours that a breath explains, mm. */
  private static final double BREATH_HOLD_MM = 5;

  private Consistency() {}

  static List<Flag> flags(
      CineStack stack,
      ReviewDocument document,
      StackVolumes volumes,
      LeftVentricle lv,
      RightVentricle rv,
      VolumeCurve curve) {
    List<Flag> flags = new ArrayList<>();
    volumes(lv, rv, flags);
    masses(document, volumes, flags);
    detector(document.detected(), curve, stack.sliceCount() / 2, flags);
    if (document.ed() != null) {
      breathHold(stack, volumes, document.ed().phase(), flags);
      containment(stack, volumes, document.ed().phase(), flags);
    }
    if (document.es() != null
        && (document.ed() == null || document.es().phase() != document.ed().phase())) {
      containment(stack, volumes, document.es().phase(), flags);
    }
    if (BasalEnd.check(stack, document) instanceof BasalEnd.Verdict.ProposesFlip) {
      flags.add(Flag.of(null, FlagCodes.BASAL_END));
    }
    return flags;
  }

  private static void volumes(LeftVentricle lv, RightVentricle rv, List<Flag> flags) {
    Double lvSv = lv.svMl();
    Double rvSv = rv.svMl();
    if (lvSv != null && lvSv <= 0) {
      flags.add(Flag.of(null, FlagCodes.ES_NOT_SMALLER));
    } else if (lvSv != null && rvSv != null) {
      double difference = (lvSv - rvSv) / lvSv;
      if (!CHECKS.strokeVolumes().holds(difference)) {
        flags.add(
            Flag.of(
                null,
                FlagCodes.STROKE_VOLUMES_DISAGREE,
                Sentence.number(100 * difference, 0),
                Sentence.number(100 * CHECKS.strokeVolumes().low(), 0),
                Sentence.number(100 * CHECKS.strokeVolumes().high(), 0)));
      }
    }
  }

  private static void masses(ReviewDocument document, StackVolumes volumes, List<Flag> flags) {
    if (document.ed() == null || document.es() == null) {
      return;
    }
    Double ed = volumes.myocardiumMl(document.ed().phase());
    Double es = volumes.myocardiumMl(document.es().phase());
    if (ed == null || es == null || ed == 0) {
      return;
    }
    double ratio = es / ed;
    if (!CHECKS.masses().holds(ratio)) {
      flags.add(
          Flag.of(
              null,
              FlagCodes.MASS_DISAGREES,
              Sentence.number(ratio, 2),
              Sentence.number(CHECKS.masses().low(), 2),
              Sentence.number(CHECKS.masses().high(), 2)));
    }
  }

  private static void detector(
      @Nullable DetectedPhases detected, VolumeCurve curve, int slice, List<Flag> flags) {
    List<Double> lv = curve.lvMl();
    if (detected == null || lv == null) {
      return;
    }
    int fullest = 0;
    int smallest = 0;
    for (int phase = 1; phase < lv.size(); phase++) {
      fullest = lv.get(phase) > lv.get(fullest) ? phase : fullest;
      smallest = lv.get(phase) < lv.get(smallest) ? phase : smallest;
    }
    double edv = lv.get(fullest);
    compare(FlagCodes.ED_DETECTOR_DISAGREES, detected.edPhase(), fullest, lv, edv, slice, flags);
    compare(FlagCodes.ES_DETECTOR_DISAGREES, detected.esPhase(), smallest, lv, edv, slice, flags);
  }

  private static void compare(
      String code,
      int detected,
      int extreme,
      List<Double> lv,
      double edv,
      int slice,
      List<Flag> flags) {
    int apart = Math.abs(detected - extreme);
    int frames = Math.min(apart, lv.size() - apart);
    double volume = Math.abs(lv.get(detected) - lv.get(extreme)) / edv;
    if (frames > DETECTOR_FRAMES || volume > DETECTOR_VOLUME) {
      flags.add(
          Flag.of(
              new FrameKey(slice, extreme),
              code,
              detected + 1,
              extreme + 1,
              Sentence.number(100 * volume, 1)));
    }
  }

  private static void containment(
      CineStack stack, StackVolumes volumes, int phase, List<Flag> flags) {
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      Optional<Contour> endo = volumes.contour(slice, phase, Structure.LV_ENDO);
      Optional<Contour> epi = volumes.contour(slice, phase, Structure.LV_EPI);
      if (endo.isPresent() && epi.isPresent() && !Containment.holds(endo.get(), epi.get())) {
        flags.add(Flag.of(new FrameKey(slice, phase), FlagCodes.ENDO_OUTSIDE_EPI, slice + 1));
      }
    }
  }

  private static void breathHold(
      CineStack stack, StackVolumes volumes, int phase, List<Flag> flags) {
    for (int slice = 1; slice < stack.sliceCount() - 1; slice++) {
      if (shifted(stack, volumes, slice, phase)) {
        flags.add(Flag.of(new FrameKey(slice, phase), FlagCodes.BREATH_HOLD_SHIFT, slice + 1));
      }
    }
  }

  /** Displaced from both neighbours, and to the same side: a tilted heart lies between them. */
  private static boolean shifted(CineStack stack, StackVolumes volumes, int slice, int phase) {
    for (Structure structure : List.of(Structure.LV_EPI, Structure.LV_ENDO)) {
      Optional<Vector3> before = centre(stack, volumes, slice - 1, phase, structure);
      Optional<Vector3> here = centre(stack, volumes, slice, phase, structure);
      Optional<Vector3> after = centre(stack, volumes, slice + 1, phase, structure);
      if (before.isPresent() && here.isPresent() && after.isPresent()) {
        Vector3 normal = stack.slice(slice).normal();
        Vector3 fromBefore = inPlane(here.get().minus(before.get()), normal);
        Vector3 fromAfter = inPlane(here.get().minus(after.get()), normal);
        return fromBefore.length() > BREATH_HOLD_MM
            && fromAfter.length() > BREATH_HOLD_MM
            && fromBefore.dot(fromAfter) > 0;
      }
    }
    return false;
  }

  private static Vector3 inPlane(Vector3 v, Vector3 normal) {
    return v.minus(normal.times(v.dot(normal)));
  }

  private static Optional<Vector3> centre(
      CineStack stack, StackVolumes volumes, int slice, int phase, Structure structure) {
    return stack.slice(slice).spacing() == null
        ? Optional.empty()
        : volumes
            .contour(slice, phase, structure)
            .map(c -> stack.slice(slice).toPatient(Polygons.centroid(c)));
  }
}
