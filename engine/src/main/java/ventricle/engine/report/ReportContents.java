package ventricle.engine.report;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/** Makes the content of a report from a study, its document and its measurements. */
public final class ReportContents {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);
  private static final String UNKNOWN = ReportRows.UNKNOWN;

  private ReportContents() {}

  public static ReportContent of(
      Study study,
      ReviewDocument document,
      Measurements m,
      NormalRanges ranges,
      ReportContext context) {
    ReportRows rows = new ReportRows(m, study.patient(), ranges);
    List<ReportContent.Row> headline = rows.headline();
    List<ReportContent.Group> groups = rows.groups();
    List<String> statements = new ArrayList<>();
    statements.add(String.join(" ", LifeText.sentences(document)));
    statements.add(volumes(m));
    statements.addAll(rows.rangeStatements());
    return new ReportContent(
        "Cardiac MRI, short-axis cine",
        MOMENT.format(context.at()),
        ReportContext.SOFTWARE + " " + context.softwareVersion(),
        LifeText.state(document),
        footer(study, document),
        identity(study, m),
        examination(study),
        headline,
        groups,
        statements,
        ReportPictures.of(study, document, m.edPhase(), m.esPhase()),
        curve(m),
        m.flags().stream().map(Flag::message).toList(),
        analysis(document, m, context));
  }

  private static String volumes(Measurements m) {
    String papillary =
        m.papillary().equals("mass")
            ? "Papillary muscles count as myocardial mass."
            : "Papillary muscles count as blood in the cavity.";
    String covered =
        m.coveredSlicesOnly()
            ? "Covered slices only: the stack may end inside the ventricle, so volumes, mass and"
                + " indices speak of the slices present. "
            : "";
    return covered + "Volumes are contour areas times slice distance. " + papillary;
  }

  private static String footer(Study study, ReviewDocument document) {
    Patient p = study.patient();
    return Stream.of(
            LifeText.state(document),
            name(p),
            p.id(),
            study.date() == null ? null : "study of " + study.date())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  /** A DICOM name as people write it: "Muster^Erika" is "Muster, Erika". */
  private static @Nullable String name(Patient patient) {
    String name = patient.name();
    if (name == null || name.isBlank()) {
      return null;
    }
    String alphabetic = name.split("=", -1)[0].isBlank() ? name : name.split("=", -1)[0];
    List<String> parts =
        Stream.of(alphabetic.split("\\^", -1))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    return parts.size() < 2
        ? alphabetic.replace("^", " ").strip()
        : parts.getFirst() + ", " + String.join(" ", parts.subList(1, parts.size()));
  }

  private static List<ReportContent.Fact> identity(Study study, Measurements m) {
    Patient p = study.patient();
    String birth = p.birthDate() == null ? UNKNOWN : p.birthDate().toString();
    String age =
        p.ageYears() == null
            ? ""
            : String.format(Locale.ROOT, " (%d y)", (int) Math.floor(p.ageYears()));
    String sex =
        switch (p.sex()) {
          case "F" -> "female";
          case "M" -> "male";
          case "O" -> "other";
          case null, default -> UNKNOWN;
        };
    String body =
        (p.heightMetres() == null
                ? UNKNOWN
                : String.format(Locale.ROOT, "%.0f cm", 100 * p.heightMetres()))
            + " · "
            + (p.weightKg() == null
                ? UNKNOWN
                : String.format(Locale.ROOT, "%.0f kg", p.weightKg()));
    Double bsa = m.indexed().bsaM2();
    return List.of(
        new ReportContent.Fact("Patient", Objects.requireNonNullElse(name(p), UNKNOWN)),
        new ReportContent.Fact("Patient ID", text(p.id())),
        new ReportContent.Fact("Born", birth + age),
        new ReportContent.Fact("Sex", sex),
        new ReportContent.Fact("Height · weight", body),
        new ReportContent.Fact(
            "BSA, " + m.indexed().formula(),
            bsa == null ? UNKNOWN : String.format(Locale.ROOT, "%.2f m²", bsa)),
        new ReportContent.Fact(
            "Heart rate",
            study.heartRateBpm() == null
                ? UNKNOWN
                : String.format(Locale.ROOT, "%.0f /min", study.heartRateBpm())),
        new ReportContent.Fact("Accession", text(study.accessionNumber())));
  }

  private static List<ReportContent.Fact> examination(Study study) {
    Study.Acquisition a = study.acquisition();
    Slice slice = study.stack().slice(0);
    String scanner =
        Stream.of(
                a.manufacturer(),
                a.modelName(),
                a.fieldStrengthTesla() == null
                    ? null
                    : String.format(Locale.ROOT, "%.1f T", a.fieldStrengthTesla()))
            .filter(Objects::nonNull)
            .filter(s -> !s.isBlank())
            .collect(Collectors.joining(" "));
    List<Double> slabs = study.stack().slabThicknessesMm();
    String distance =
        slabs == null
            ? ""
            : String.format(
                Locale.ROOT, " × %.1f", slabs.stream().mapToDouble(d -> d).average().orElse(0));
    String spacing =
        slice.spacing() == null
            ? "spacing unknown"
            : String.format(Locale.ROOT, "%.2f%s mm", slice.spacing().row(), distance);
    return List.of(
        new ReportContent.Fact("Study", study.date() == null ? UNKNOWN : study.date().toString()),
        new ReportContent.Fact("Institution", text(a.institution())),
        new ReportContent.Fact("Scanner", scanner.isBlank() ? UNKNOWN : scanner),
        new ReportContent.Fact(
            "Stack",
            String.format(
                Locale.ROOT,
                "%d slices × %d phases, %s",
                study.stack().sliceCount(),
                study.stack().phases(),
                spacing)));
  }

  private static ReportContent.@Nullable Curve curve(Measurements m) {
    List<Double> lv = m.curve().lvMl();
    List<Double> rv = m.curve().rvMl();
    List<Double> any = lv == null ? rv : lv;
    if (any == null || any.size() < 2) {
      return null;
    }
    List<Double> times = m.curve().timesMs();
    return new ReportContent.Curve(
        times == null
            ? IntStream.rangeClosed(1, any.size()).mapToObj(i -> (double) i).toList()
            : times,
        times == null ? "phase" : "ms",
        lv,
        rv,
        m.edPhase(),
        m.esPhase());
  }

  private static List<ReportContent.Fact> analysis(
      ReviewDocument document, Measurements m, ReportContext context) {
    List<ReportContent.Fact> facts = new ArrayList<>();
    facts.add(
        new ReportContent.Fact(
            "Phases", "ED " + mark(document.ed()) + "; ES " + mark(document.es())));
    document.models().stream()
        .sorted(Comparator.comparing(ModelRef::role).thenComparing(ModelRef::id))
        .forEach(
            model ->
                facts.add(
                    new ReportContent.Fact(
                        "Model, " + model.role(),
                        model.id() + " " + model.version() + ", sha256 " + model.sha256())));
    if (document.models().isEmpty()) {
      facts.add(new ReportContent.Fact("Models", "none"));
    }
    if (m.second() != null) {
      facts.add(new ReportContent.Fact("Second reading", second(m.second())));
    }
    facts.add(new ReportContent.Fact("Device", text(document.device())));
    String signed = LifeText.hash(document).map(hash -> "; signed text " + hash).orElse("");
    facts.add(new ReportContent.Fact("Reader", text(context.reader()) + signed));
    return facts;
  }

  private static String second(Measurements.SecondVolumes second) {
    if (second.edvMl() == null || second.esvMl() == null) {
      return second.model().id() + ": volumes unknown";
    }
    String verdict =
        switch (second.agrees()) {
          case null -> "not compared with the contours";
          case Boolean agrees -> (agrees ? "agrees" : "disagrees") + " with the contours";
        };
    return String.format(
        Locale.ROOT,
        "%s, without contours: EDV %.0f ml, ESV %.0f ml; %s",
        second.model().id(),
        second.edvMl(),
        second.esvMl(),
        verdict);
  }

  private static String mark(@Nullable PhaseMark mark) {
    if (mark == null) {
      return "not set";
    }
    String by =
        switch (mark.provenance()) {
          case Provenance.Model model -> "by the detector";
          case Provenance.EditedModel(var model, String reader) -> "by " + reader;
          case Provenance.Manual(String reader) -> "by " + reader;
          case Provenance.Interpolated(String reader, String method) -> "by " + reader;
          case Provenance.Propagated(String reader, String method) -> "by " + reader;
          case Provenance.Imported(String source) -> "from " + source;
        };
    return String.format(Locale.ROOT, "phase %d, %s", mark.phase() + 1, by);
  }

  private static String text(@Nullable String text) {
    return text == null || text.isBlank() ? UNKNOWN : text;
  }
}
