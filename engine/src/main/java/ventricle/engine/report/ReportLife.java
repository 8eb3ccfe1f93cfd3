package ventricle.engine.report;

import java.util.List;
import ventricle.engine.review.Amendment;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyLife;

/** What a report says about the life of a study, in its language. */
final class ReportLife {

  private final ReviewDocument document;
  private final ReportTexts texts;

  ReportLife(ReviewDocument document, ReportTexts texts) {
    this.document = document;
    this.texts = texts;
  }

  /** "draft", "ready", "signed" or "amended", for style sheets. */
  String word() {
    return switch (StudyLife.of(document)) {
      case StudyLife.Draft draft -> "draft";
      case StudyLife.Ready ready -> "ready";
      case StudyLife.Signed signed -> "signed";
      case StudyLife.Amended amended -> "amended";
    };
  }

  /** The state in a few words, to stand above and below the page. */
  String state() {
    return switch (StudyLife.of(document)) {
      case StudyLife.Draft draft -> texts.get("life-draft");
      case StudyLife.Ready ready -> texts.get("life-ready");
      case StudyLife.Signed(SignedVersion v) -> texts.get("life-signed", v.number());
      case StudyLife.Amended(SignedVersion v, Amendment a) -> texts.get("life-amended", v.number());
    };
  }

  /** Who signed what when, or that nobody did; and what such a signature is worth. */
  ReportContent.Signature signature() {
    return switch (StudyLife.of(document)) {
      case StudyLife.Draft draft -> unsigned("life-draft-sentence");
      case StudyLife.Ready ready -> unsigned("life-ready-sentence");
      case StudyLife.Signed(SignedVersion v) ->
          new ReportContent.Signature(
              List.of(
                  texts.get(
                      "life-signed-sentence", v.name(), v.reader(), LifeText.moment(v), v.number()),
                  texts.get("not-authenticated")),
              v.name(),
              LifeText.moment(v) + " UTC");
      case StudyLife.Amended(SignedVersion v, Amendment a) ->
          unsigned(
              "life-amended-sentence",
              a.reader(),
              v.number(),
              v.name(),
              LifeText.moment(v),
              a.reason());
    };
  }

  private ReportContent.Signature unsigned(String key, Object... arguments) {
    return new ReportContent.Signature(List.of(texts.get(key, arguments)), "", "");
  }
}
