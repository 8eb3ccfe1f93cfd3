package ventricle.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.PersonEntries.Field;
import ventricle.engine.review.ReportEntries;

/** Who was examined and how: what stands at the head of a report. */
final class ReportFacts {

  private static final int LONGEST_NAME_BELOW = 48;

  private final Study study;
  private final Set<Field> entered;
  private final ReportEntries entries;
  private final ReportTexts texts;

  /**
   * @param measured the study as it was measured, with what was entered by hand
   */
  ReportFacts(PersonEntries.Measured measured, ReportEntries entries, ReportTexts texts) {
    this.study = measured.study();
    this.entered = measured.entered();
    this.entries = entries;
    this.texts = texts;
  }

  /** State, person, identifier and study, short enough for the foot of a page. */
  String footer(String state) {
    Patient p = study.patient();
    return Stream.of(
            state,
            name(p),
            p.id(),
            study.date() == null ? null : texts.get("footer-study", texts.date(study.date())))
        .filter(Objects::nonNull)
        .filter(s -> !s.isBlank())
        .map(ReportFacts::shortened)
        .collect(Collectors.joining(" · "));
  }

  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST_NAME_BELOW
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME_BELOW - 1)) + "…";
  }

  /** A DICOM name as people write it: "Muster^Erika" is "Muster, Erika". */
  private static @Nullable String name(Patient patient) {
    String name = patient.name();
    if (name == null || name.isBlank()) {
      return null;
    }
    return Stream.of(name.split("=", -1))
        .map(ReportFacts::readable)
        .filter(s -> !s.isEmpty())
        .distinct()
        .limit(2) // alphabetic and ideographic; the phonetic group repeats them
        .reduce((alphabetic, ideographic) -> alphabetic + " (" + ideographic + ")")
        .orElse(null);
  }

  private static String readable(String group) {
    List<String> parts =
        Stream.of(group.split("\\^", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    return parts.size() < 2
        ? String.join("", parts)
        : parts.getFirst() + ", " + String.join(" ", parts.subList(1, parts.size()));
  }

  List<ReportContent.Fact> identity(Measurements m) {
    Patient p = study.patient();
    String age =
        p.ageYears() == null
            ? ""
            : " (" + texts.get("age", texts.number(Math.floor(p.ageYears()), 0)) + ")";
    String sex =
        switch (p.sex()) {
          case "F" -> texts.get("female");
          case "M" -> texts.get("male");
          case "O" -> texts.get("other");
          case null, default -> ReportTexts.UNKNOWN;
        };
    Double height = p.heightMetres() == null ? null : 100 * p.heightMetres();
    return List.of(
        fact("patient", ReportTexts.text(name(p))),
        fact("patient-id", ReportTexts.text(p.id())),
        fact("born", texts.date(p.birthDate()) + age, Field.AGE),
        fact("sex", sex, Field.SEX),
        fact(
            "body",
            with(height, 0, " cm") + " · " + with(p.weightKg(), 0, " kg"),
            Field.HEIGHT,
            Field.WEIGHT),
        new ReportContent.Fact(
            texts.get("bsa", m.indexed().formula()), with(m.indexed().bsaM2(), 2, " m²")),
        fact("heart-rate", with(study.heartRateBpm(), 0, " /min"), Field.HEART_RATE),
        fact("study-date", texts.date(study.date())),
        fact("accession", ReportTexts.text(study.accessionNumber())));
  }

  List<ReportContent.Fact> technique() {
    Study.Acquisition a = study.acquisition();
    CineStack stack = study.stack();
    String scanner =
        Stream.of(a.manufacturer(), a.modelName())
            .filter(Objects::nonNull)
            .filter(s -> !s.isBlank())
            .collect(Collectors.joining(" "));
    List<ReportContent.Fact> facts = new ArrayList<>();
    facts.add(fact("scanner", ReportTexts.text(scanner)));
    facts.add(fact("field-strength", with(a.fieldStrengthTesla(), 1, " T")));
    facts.add(fact("sequence", ReportTexts.text(a.sequenceName())));
    facts.add(fact("stack", texts.get("stack-size", stack.sliceCount(), stack.phases())));
    facts.add(fact("slices", slices(stack)));
    PixelSpacing spacing = stack.slice(0).spacing();
    facts.add(
        fact(
            "in-plane",
            spacing == null
                ? ReportTexts.UNKNOWN
                : texts.number(spacing.column(), 2)
                    + " × "
                    + texts.number(spacing.row(), 2)
                    + " mm"));
    facts.add(fact("temporal", with(temporalResolution(stack), 0, " ms")));
    facts.add(fact("rhythm", ReportTexts.text(entries.rhythm())));
    facts.add(
        fact(
            "image-quality",
            entries.imageQuality() == null
                ? ReportTexts.UNKNOWN
                : texts.get("quality-" + entries.imageQuality())));
    return facts;
  }

  /** Thickness of the slices and the gap between them, as far as both are known. */
  private String slices(CineStack stack) {
    Slice slice = stack.slice(0);
    List<Double> slabs = stack.slabThicknessesMm();
    Double distance = slabs == null ? null : slabs.stream().mapToDouble(d -> d).average().orElse(0);
    if (slice.thicknessMm() == null || distance == null) {
      return with(slice.thicknessMm(), 1, " mm");
    }
    double gap = distance - slice.thicknessMm();
    return texts.get(
        Math.abs(gap) < 0.05 ? "slices-no-gap" : gap < 0 ? "slices-overlap" : "slices-gap",
        texts.number(slice.thicknessMm(), 1),
        texts.number(Math.abs(gap), 1));
  }

  /** Mean time from one phase to the next, ms; null when the files do not say. */
  private static @Nullable Double temporalResolution(CineStack stack) {
    List<Double> times = stack.phaseTimesMs();
    if (times != null && times.size() > 1) {
      return (times.getLast() - times.getFirst()) / (times.size() - 1);
    }
    return stack.rrMs() == null || stack.phases() < 2 ? null : stack.rrMs() / stack.phases();
  }

  private ReportContent.Fact fact(String key, String value, Field... fields) {
    return new ReportContent.Fact(
        texts.get(key), value, Stream.of(fields).anyMatch(entered::contains));
  }

  private String with(@Nullable Double value, int digits, String unit) {
    return value == null ? ReportTexts.UNKNOWN : texts.number(value, digits) + unit;
  }
}
