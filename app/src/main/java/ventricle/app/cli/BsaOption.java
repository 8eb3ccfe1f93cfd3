package ventricle.app.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ventricle.engine.domain.BsaFormula;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Edits;
import ventricle.engine.review.Entered;
import ventricle.engine.review.PersonEntries;
import ventricle.engine.review.ReviewDocument;

/** The formula of the body surface area, which becomes part of the study's document. */
final class BsaOption {

  @Option(
      names = "--bsa",
      paramLabel = "mosteller|du-bois",
      description = "formula of the body surface area (default: mosteller)")
  private @Nullable String wanted;

  /** The formula asked for, null for none. */
  @Nullable BsaFormula formula() throws UsageException {
    if (wanted == null) {
      return null;
    }
    for (BsaFormula formula : BsaFormula.values()) {
      if (word(formula).equals(wanted.toLowerCase(Locale.ROOT))) {
        return formula;
      }
    }
    throw new UsageException(
        "--bsa is "
            + Arrays.stream(BsaFormula.values())
                .map(BsaOption::word)
                .collect(Collectors.joining(" or "))
            + ", not '"
            + wanted
            + "'");
  }

  private static String word(BsaFormula formula) {
    return formula.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The document with the formula. */
  static ReviewDocument with(@Nullable BsaFormula formula, ReviewDocument document, String reader) {
    if (formula == null) {
      return document;
    }
    PersonEntries person = document.entries().person().with(formula);
    return Edits.apply(
            document, new Edit.SetEntries(document.entries().with(person), Entered.PERSON, reader))
        .orThrow();
  }
}
