package ventricle.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Sentence;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Dynamics;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.ranges.NormalRanges;
import ventricle.engine.measure.regional.ThicknessCurves;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.ReportEntries;
import ventricle.engine.review.ReviewDocument;

/** Makes the content of a report from a study, its document and its measurements. */
public final class ReportContents {

  private ReportContents() {}

  /**
   * In the language and for the paper that the context names.
   *
   * @throws OutputUnavailableException when the words of the language, or a site's, cannot be read
   */
  public static ReportContent of(
      Study study,
      ReviewDocument document,
      Measurements m,
      NormalRanges ranges,
      ReportContext context)
      throws OutputUnavailableException {
    ReportTexts texts = ReportTexts.of(context.style());
    PersonEntries.Measured measured = document.entries().person().over(study);
    ReportEntries written = document.entries().report();
    ReportRows rows = new ReportRows(m, measured.study().patient(), ranges, texts);
    List<ReportContent.Row> headline = rows.headline();
    List<ReportContent.Group> groups = rows.groups();
    List<String> statements = new ArrayList<>();
    statements.add(volumes(m, texts));
    statements.addAll(rows.rangeStatements());
    ReportFacts facts = new ReportFacts(measured, written, texts);
    ReportLife life = new ReportLife(document, texts);
    ReportOrigins origins = new ReportOrigins(document, texts);
    ReportContent.Curve curve = curve(m, texts);
    String institution = study.acquisition().institution();
    return new ReportContent(
        context.style(),
        new ReportContent.Head(
            texts.get("title"),
            institution == null ? "" : institution.strip(),
            texts.moment(context.at()),
            ReportContext.SOFTWARE + " " + context.softwareVersion(),
            life.word(),
            life.state(),
            facts.footer(life.state())),
        facts.identity(m),
        new ReportContent.Narrative(
            written.indication().strip(),
            written.comparison().strip(),
            written.conclusion().strip()),
        facts.technique(),
        headline,
        groups,
        dynamics(m.dynamics(), texts),
        new ReportWall(texts)
            .of(
                m.regional(),
                document.entries().wallMotion(),
                ReportThickness.of(
                    curve, m.regional(), ThicknessCurves.of(study.stack(), document))),
        statements,
        ReportMontage.of(study, document, m.edPhase(), m.esPhase(), texts),
        curve,
        ReportPrevious.of(context.previous(), m, texts),
        m.flags().stream().map(flag -> remark(flag, texts)).toList(),
        origins.contours(m),
        origins.analysis(m, context, LifeText.hash(document).orElse("")),
        life.signature());
  }

  private static String volumes(Measurements m, ReportTexts texts) {
    String papillary =
        texts.get(m.papillary().equals("mass") ? "papillary-in-mass" : "papillary-in-cavity");
    String covered = m.coveredSlicesOnly() ? texts.get("covered-slices-sentence") + " " : "";
    return covered + texts.get("volumes-are") + " " + papillary;
  }

  private static List<ReportContent.Fact> dynamics(Dynamics d, ReportTexts texts) {
    if (d.perMlPerS() == null && d.pfrMlPerS() == null) {
      return List.of(
          new ReportContent.Fact(
              texts.get("rates"),
              d.reason() == null ? ReportTexts.UNKNOWN : texts.sentences(d.said(), d.reason())));
    }
    return List.of(
        rate("per", d.perMlPerS(), "ml/s", texts),
        rate("time-to-per", d.timeToPerMs(), "ms", texts),
        rate("pfr", d.pfrMlPerS(), "ml/s", texts),
        rate("time-to-pfr", d.timeToPfrMs(), "ms", texts));
  }

  private static ReportContent.Fact rate(
      String key, @Nullable Double value, String unit, ReportTexts texts) {
    return new ReportContent.Fact(
        texts.get(key), value == null ? ReportTexts.UNKNOWN : texts.number(value, 0) + " " + unit);
  }

  private static ReportContent.Remark remark(Flag flag, ReportTexts texts) {
    String key = "flag-" + flag.code();
    return new ReportContent.Remark(texts.has(key) ? texts.get(key) : "", message(flag, texts));
  }

  private static String message(Flag flag, ReportTexts texts) {
    Sentence said = flag.said();
    return said == null ? flag.message() : texts.sentence(said);
  }

  private static ReportContent.@Nullable Curve curve(Measurements m, ReportTexts texts) {
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
        times == null ? texts.get("phase") : "ms",
        lv,
        rv,
        m.edPhase(),
        m.esPhase());
  }
}
