package ventricle.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.ModelRef;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;

/** How the contours and marks behind the numbers came about: by models, by readers, by both. */
final class ReportOrigins {

  private final ReviewDocument document;
  private final ReportTexts texts;

  ReportOrigins(ReviewDocument document, ReportTexts texts) {
    this.document = document;
    this.texts = texts;
  }

  /** A line for each structure that has contours at ED or ES. */
  List<ReportContent.Origin> contours(Measurements m) {
    List<ReportContent.Origin> origins = new ArrayList<>();
    for (Structure structure : Structure.values()) {
      ReportContent.Origin origin = origin(structure, m.edPhase(), m.esPhase());
      if (origin.total() > 0) {
        origins.add(origin);
      }
    }
    return origins;
  }

  private ReportContent.Origin origin(
      Structure structure, @Nullable Integer ed, @Nullable Integer es) {
    int[] counts = new int[5];
    for (Integer phase : Arrays.asList(ed, es)) {
      for (int slice = 0; phase != null && slice < document.sliceCount(); slice++) {
        Tracing tracing = document.counted(ContourKey.of(slice, phase, structure)).orElse(null);
        if (tracing != null) {
          int column =
              switch (tracing.provenance()) {
                case Provenance.Model model -> 0;
                case Provenance.EditedModel edited -> 1;
                case Provenance.Manual manual -> 2;
                case Provenance.Interpolated interpolated -> 3;
                case Provenance.Propagated propagated -> 3;
                case Provenance.Imported imported -> 4;
              };
          counts[column]++;
        }
      }
    }
    return new ReportContent.Origin(
        structure,
        texts.get(key(structure)),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4]);
  }

  /** Key of a structure's name. */
  static String key(Structure structure) {
    return switch (structure) {
      case LV_ENDO -> "lv-endo";
      case LV_EPI -> "lv-epi";
      case RV_ENDO -> "rv-endo";
      case LV_PAPILLARY -> "lv-papillary";
    };
  }

  List<ReportContent.Fact> analysis(Measurements m, ReportContext context, String signedHash) {
    List<ReportContent.Fact> facts = new ArrayList<>();
    facts.add(fact("phases", texts.get("phases-are", mark(document.ed()), mark(document.es()))));
    document.models().stream()
        .sorted(Comparator.comparing(ModelRef::role).thenComparing(ModelRef::id))
        .forEach(
            model ->
                facts.add(
                    new ReportContent.Fact(
                        texts.get("model", model.role()),
                        model.id() + " " + model.version() + ", sha256 " + model.sha256())));
    if (document.models().isEmpty()) {
      facts.add(fact("models", texts.get("none")));
    }
    if (m.second() != null) {
      facts.add(fact("second-reading", second(m.second())));
    }
    facts.add(fact("device", ReportTexts.text(document.device())));
    facts.add(fact("reader", ReportTexts.text(context.reader())));
    if (!signedHash.isEmpty()) {
      facts.add(fact("signed-text", signedHash));
    }
    facts.add(fact("software", ReportContext.SOFTWARE + " " + context.softwareVersion()));
    return facts;
  }

  private String second(Measurements.SecondVolumes second) {
    if (second.edvMl() == null || second.esvMl() == null) {
      return texts.get("second-unknown", second.model().id());
    }
    String verdict =
        switch (second.agrees()) {
          case null -> texts.get("second-not-compared");
          case Boolean agrees -> texts.get(agrees ? "second-agrees" : "second-disagrees");
        };
    return texts.get(
        "second-volumes",
        second.model().id(),
        texts.number(second.edvMl(), 0),
        texts.number(second.esvMl(), 0),
        verdict);
  }

  private String mark(@Nullable PhaseMark mark) {
    if (mark == null) {
      return texts.get("mark-unset");
    }
    String by =
        switch (mark.provenance()) {
          case Provenance.Model model -> texts.get("by-detector");
          case Provenance.EditedModel(var model, String reader) -> texts.get("by", reader);
          case Provenance.Manual(String reader) -> texts.get("by", reader);
          case Provenance.Interpolated(String reader, String method) -> texts.get("by", reader);
          case Provenance.Propagated(String reader, String method) -> texts.get("by", reader);
          case Provenance.Imported(String source) -> texts.get("from", source);
        };
    return texts.get("mark", mark.phase() + 1, by);
  }

  private ReportContent.Fact fact(String key, String value) {
    return new ReportContent.Fact(texts.get(key), value);
  }
}
