package ventricle.engine.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements.Indexed;
import ventricle.engine.measure.Measurements.LeftVentricle;
import ventricle.engine.measure.Measurements.RightVentricle;
import ventricle.engine.measure.Measurements.VolumeCurve;
import ventricle.engine.measure.regional.Regional;
import ventricle.engine.measure.regional.Rings;
import ventricle.engine.measure.regional.WallThickness;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/**
 * The numbers of a study from the contours on screen. Volumes are sums over slices (polygon area ×
 * slab thickness), mass is the myocardial volume at ED × density, cardiac output the stroke volume
 * × heart rate, as Schulz-Menger and others have them (J Cardiovasc Magn Reson 2020;22:19); indices
 * are by body surface area and by height.
 */
public final class Measurer {

  private Measurer() {}

  /**
   * Measures with the default conventions and what the reader entered about the person; {@code
   * study.stack()} in the document's slice order.
   */
  public static Measurements measure(Study study, ReviewDocument document) {
    return measure(study, document, new Rings());
  }

  /**
   * The same for a study that is measured after every edit.
   *
   * @param known rings of the measurements before, kept by whoever edits the study
   */
  public static Measurements measure(Study study, ReviewDocument document, Rings known) {
    return measure(
        study.stack(),
        document,
        study.heartRateBpm(),
        study.patient(),
        MeasureSettings.DEFAULT,
        known);
  }

  /**
   * @param stack in the document's slice order: turned round when the document is
   * @param headerHeartRateBpm of the header, null when unknown; what the reader entered counts
   *     before it
   * @param headerPatient of the header, likewise
   * @throws IllegalArgumentException when stack and document differ in size
   */
  public static Measurements measure(
      CineStack stack,
      ReviewDocument document,
      @Nullable Double headerHeartRateBpm,
      Patient headerPatient,
      MeasureSettings settings) {
    return measure(stack, document, headerHeartRateBpm, headerPatient, settings, new Rings());
  }

  private static Measurements measure(
      CineStack stack,
      ReviewDocument document,
      @Nullable Double headerHeartRateBpm,
      Patient headerPatient,
      MeasureSettings settings,
      Rings known) {
    if (stack.sliceCount() != document.sliceCount() || stack.phases() != document.phaseCount()) {
      throw new IllegalArgumentException("the document belongs to another stack");
    }
    PersonEntries entered = document.entries().person();
    Double heartRateBpm = entered.heartRateOver(headerHeartRateBpm);
    Patient patient = entered.over(headerPatient);
    Integer ed = phase(document.ed());
    Integer es = phase(document.es());
    StackVolumes volumes = new StackVolumes(stack, document, document.papillary());

    Double edv = at(ed, volumes::lvMl);
    Double esv = at(es, volumes::lvMl);
    Double sv = difference(edv, esv);
    Double mass = scaled(at(ed, volumes::myocardiumMl), settings.densityGPerMl());
    LeftVentricle lv =
        new LeftVentricle(edv, esv, sv, ejection(sv, edv), output(sv, heartRateBpm), mass);

    Double rvEdv = at(ed, volumes::rvMl);
    Double rvEsv = at(es, volumes::rvMl);
    Double rvSv = difference(rvEdv, rvEsv);
    RightVentricle rv =
        new RightVentricle(rvEdv, rvEsv, rvSv, ejection(rvSv, rvEdv), output(rvSv, heartRateBpm));

    VolumeCurve curve =
        new VolumeCurve(
            stack.phaseTimesMs(),
            curve(volumes, Structure.LV_ENDO, volumes::lvMl),
            curve(volumes, Structure.RV_ENDO, volumes::rvMl));
    Indexed indexed = Indices.of(patient, entered.bsaOver(settings.bsa()), lv, rv);
    Regional wall = WallThickness.of(stack, document, known);
    List<Flag> flags = new ArrayList<>();
    flags.addAll(Completeness.flags(stack, document, volumes, ed, es));
    flags.addAll(Consistency.flags(stack, document, volumes, lv, rv, curve));
    flags.addAll(WallFlags.of(stack, document, known, ed, es));
    flags.addAll(PapillaryFlags.of(document, volumes, ed, es));
    SecondOpinion second = new SecondOpinion(stack, document);
    flags.addAll(second.flags());
    flags.addAll(LeftOut.flags(document));
    flags.addAll(ModelDoubt.flags(document, ed, es));
    flags.addAll(Jumps.flags(stack, document, volumes));
    if (heartRateBpm == null) {
      flags.add(Flag.of(null, FlagCodes.HEART_RATE_UNKNOWN));
    }
    if (indexed.bsaM2() == null) {
      flags.add(Flag.of(null, FlagCodes.BSA_UNKNOWN));
    }
    stack.notes().forEach(note -> flags.add(Flag.of(note)));
    return new Measurements(
        ed,
        es,
        document.papillary().word(),
        lv,
        rv,
        indexed,
        curve,
        Completeness.coveredSlicesOnly(flags),
        flags,
        second.volumes(),
        wall,
        VolumeRates.of(
            curve.lvMl(),
            curve.lvMl() == null ? null : volumes.lvThroughoutMl(),
            curve.timesMs(),
            stack.rrMs(),
            ed,
            es));
  }

  private static @Nullable Integer phase(@Nullable PhaseMark mark) {
    return mark == null ? null : mark.phase();
  }

  private static @Nullable Double at(@Nullable Integer phase, PhaseVolume volume) {
    return phase == null ? null : volume.ml(phase);
  }

  /** A volume in ml of a phase, null when it cannot be known. */
  @FunctionalInterface
  private interface PhaseVolume {
    @Nullable Double ml(int phase);
  }

  private static @Nullable Double difference(@Nullable Double a, @Nullable Double b) {
    return a == null || b == null ? null : a - b;
  }

  private static @Nullable Double scaled(@Nullable Double a, double factor) {
    return a == null ? null : a * factor;
  }

  private static @Nullable Double ejection(@Nullable Double sv, @Nullable Double edv) {
    return sv == null || edv == null || edv == 0 ? null : 100 * sv / edv;
  }

  private static @Nullable Double output(@Nullable Double sv, @Nullable Double heartRateBpm) {
    return sv == null || heartRateBpm == null ? null : sv * heartRateBpm / 1000;
  }

  private static @Nullable List<Double> curve(
      StackVolumes volumes, Structure structure, PhaseVolume volume) {
    List<Double> ml = new ArrayList<>();
    for (int phase = 0; phase < volumes.phases(); phase++) {
      Double value = volumes.complete(phase, structure) ? volume.ml(phase) : null;
      if (value == null) {
        return null;
      }
      ml.add(value);
    }
    return List.copyOf(ml);
  }
}
