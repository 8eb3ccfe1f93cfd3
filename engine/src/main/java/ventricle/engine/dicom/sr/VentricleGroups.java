package ventricle.engine.dicom.sr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.output.Code;
import ventricle.engine.dicom.output.Codes;
import ventricle.engine.dicom.output.SourceImages;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Dynamics;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SecondReading;

/** Measurement groups (TID 1501) of the left and the right ventricle. */
final class VentricleGroups {

  private final Study study;
  private final ReviewDocument document;
  private final Measurements m;
  private final SourceImages sources;

  VentricleGroups(
      Study study, ReviewDocument document, Measurements measurements, SourceImages sources) {
    this.study = study;
    this.document = document;
    this.m = measurements;
    this.sources = sources;
  }

  /**
   * The groups that hold at least one number.
   *
   * @param ed frames measured at end diastole
   * @param es frames measured at end systole
   */
  List<DataSet> groups(Set<FrameKey> ed, Set<FrameKey> es) {
    Set<FrameKey> both = new LinkedHashSet<>(ed);
    both.addAll(es);
    Numbers lv = new Numbers();
    lv.volume(Codes.LV_EDV, m.lv().edvMl(), ed);
    lv.volume(Codes.LV_ESV, m.lv().esvMl(), es);
    lv.add(Codes.LV_SV, m.lv().svMl(), Codes.MILLILITRE, both);
    lv.add(Codes.LV_EF, m.lv().efPercent(), Codes.PERCENT, both);
    lv.add(Codes.CARDIAC_OUTPUT, m.lv().coLPerMin(), Codes.LITRE_PER_MINUTE, both);
    lv.mass(Codes.LV_MASS, m.lv().massEdG(), ed);
    lv.add(Codes.CARDIAC_INDEX, m.indexed().cardiacIndex(), Codes.LITRE_PER_MINUTE_PER_M2, both);
    lv.add(Codes.STROKE_INDEX, m.indexed().lvSvMlPerM2(), Codes.MILLILITRE_PER_M2, both);
    lv.indexed(Codes.LV_EDV, m.indexed().lvEdvMlPerM2(), Codes.MILLILITRE_PER_M2, ed);
    lv.indexed(Codes.LV_ESV, m.indexed().lvEsvMlPerM2(), Codes.MILLILITRE_PER_M2, es);
    lv.indexed(Codes.LV_MASS, m.indexed().lvMassGPerM2(), Codes.GRAM_PER_M2, ed);
    Dynamics d = m.dynamics();
    Set<FrameKey> none = Set.of();
    lv.add(Codes.PEAK_EJECTION_RATE, d.perMlPerS(), Codes.MILLILITRE_PER_SECOND, none);
    lv.add(Codes.PEAK_EJECTION_TIME, d.timeToPerMs(), Codes.MILLISECOND, none);
    lv.add(Codes.PEAK_FILLING_RATE, d.pfrMlPerS(), Codes.MILLILITRE_PER_SECOND, none);
    lv.add(Codes.PEAK_FILLING_TIME, d.timeToPfrMs(), Codes.MILLISECOND, none);
    Numbers rv = new Numbers();
    rv.volume(Codes.RV_EDV, m.rv().edvMl(), ed);
    rv.volume(Codes.RV_ESV, m.rv().esvMl(), es);
    rv.add(Codes.RV_SV, m.rv().svMl(), Codes.MILLILITRE, both);
    rv.add(Codes.RV_EF, m.rv().efPercent(), Codes.PERCENT, both);
    rv.add(Codes.RV_CO, m.rv().coLPerMin(), Codes.LITRE_PER_MINUTE, both);
    rv.add(Codes.RV_CI, m.indexed().rvCardiacIndex(), Codes.LITRE_PER_MINUTE_PER_M2, both);
    rv.indexed(Codes.RV_SV, m.indexed().rvSvMlPerM2(), Codes.MILLILITRE_PER_M2, both);
    rv.indexed(Codes.RV_EDV, m.indexed().rvEdvMlPerM2(), Codes.MILLILITRE_PER_M2, ed);
    rv.indexed(Codes.RV_ESV, m.indexed().rvEsvMlPerM2(), Codes.MILLILITRE_PER_M2, es);
    List<DataSet> groups = new ArrayList<>();
    if (!lv.items.isEmpty()) {
      basis(lv);
      groups.add(group("Left ventricle", Codes.LEFT_VENTRICLE, lv.items));
    }
    if (!rv.items.isEmpty()) {
      groups.add(group("Right ventricle", Codes.RIGHT_VENTRICLE, rv.items));
    }
    return groups;
  }

  /** Heart rate and body surface that output and indices rest on. */
  private void basis(Numbers numbers) {
    if (study.heartRateBpm() != null) {
      numbers.items.add(
          ContentItem.number(
              ContentItem.CONTAINS,
              Codes.HEART_RATE,
              study.heartRateBpm(),
              Codes.BEATS_PER_MINUTE,
              List.of()));
    }
    Double bsa = m.indexed().bsaM2();
    if (bsa != null) {
      List<DataSet> method =
          bsaFormula().stream()
              .map(
                  formula ->
                      ContentItem.code(ContentItem.MODIFIER, Codes.MEASUREMENT_METHOD, formula))
              .toList();
      numbers.items.add(
          ContentItem.number(
              ContentItem.CONTAINS, Codes.BODY_SURFACE_AREA, bsa, Codes.SQUARE_METRE, method));
    }
  }

  private Optional<Code> bsaFormula() {
    return switch (m.indexed().formula()) {
      case "Mosteller" -> Optional.of(Codes.BSA_MOSTELLER);
      case "Du Bois" -> Optional.of(Codes.BSA_DU_BOIS);
      default -> Optional.empty();
    };
  }

  private DataSet group(String tracking, Code site, List<DataSet> numbers) {
    List<DataSet> items = new ArrayList<>();
    document.models().stream()
        .filter(model -> !readAgain(model))
        .sorted(Comparator.comparing(ModelRef::role).thenComparing(ModelRef::id))
        .forEach(model -> algorithm(items, model));
    items.addAll(numbers);
    return MeasurementGroup.of(study, tracking, site, items);
  }

  /** A second reading has no part in the numbers. */
  private boolean readAgain(ModelRef model) {
    SecondReading second = document.secondReading();
    return second != null && second.model().equals(model);
  }

  private static void algorithm(List<DataSet> items, ModelRef model) {
    String modifier = ContentItem.MODIFIER;
    items.add(ContentItem.text(modifier, Codes.ALGORITHM_NAME, model.id()));
    items.add(ContentItem.text(modifier, Codes.ALGORITHM_VERSION, model.version()));
    items.add(
        ContentItem.text(
            modifier,
            Codes.ALGORITHM_PARAMETERS,
            "role=" + model.role() + " sha256=" + model.sha256()));
  }

  /** The measurements of one group. */
  private final class Numbers {

    private final List<DataSet> items = new ArrayList<>();

    void volume(Code name, @Nullable Double value, Collection<FrameKey> frames) {
      add(
          name,
          value,
          Codes.MILLILITRE,
          frames,
          ContentItem.code(ContentItem.MODIFIER, Codes.MEASUREMENT_METHOD, Codes.SUM_OF_SLICES));
    }

    /** A value divided by body surface area: the code of the value, its unit and a modifier. */
    void indexed(Code name, @Nullable Double value, Code unit, Collection<FrameKey> frames) {
      add(
          name,
          value,
          unit,
          frames,
          ContentItem.code(ContentItem.MODIFIER, Codes.INDEX, Codes.BODY_SURFACE_AREA));
    }

    void mass(Code name, @Nullable Double value, Collection<FrameKey> frames) {
      Code papillary =
          m.papillary().equals("mass") ? Codes.PAPILLARY_INCLUDED : Codes.PAPILLARY_EXCLUDED;
      add(
          name,
          value,
          Codes.GRAM,
          frames,
          ContentItem.code(ContentItem.MODIFIER, Codes.PAPILLARY, papillary),
          ContentItem.code(
              ContentItem.MODIFIER, Codes.CARDIOVASCULAR_CYCLE_POINT, Codes.END_DIASTOLE));
    }

    void add(
        Code name,
        @Nullable Double value,
        Code unit,
        Collection<FrameKey> frames,
        DataSet... modifiers) {
      if (value == null) {
        return;
      }
      List<DataSet> children = new ArrayList<>(List.of(modifiers));
      children.addAll(MeasurementGroup.inferredFrom(sources, frames));
      items.add(ContentItem.number(ContentItem.CONTAINS, name, value, unit, children));
    }
  }
}
