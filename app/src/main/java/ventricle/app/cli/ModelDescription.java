package ventricle.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ventricle.engine.inference.ModelCard;

/** A model in a few lines of text. */
final class ModelDescription {

  private static final String INDENT = "           ";

  private ModelDescription() {}

  static List<String> of(ModelCard card) {
    List<String> lines = new ArrayList<>();
    String role = card.role().text();
    lines.add(
        "Model      %-8s %s %s%s"
            .formatted(role, card.id(), card.version(), card.isDefault() ? " (default)" : ""));
    lines.add(INDENT + card.method() + "     " + card.title());
    lines.add(INDENT + "sha256 " + card.sha256());
    lines.add(INDENT + "weights " + card.weightsLicence());
    lines.add(INDENT + headline(card).map(ModelDescription::text).orElse("not measured"));
    if (!card.isDefault()) {
      lines.add(
          INDENT + "not used unless named: ventricle analyze --model " + role + "=" + card.id());
    }
    return lines;
  }

  /** The card's first figure on test data, else its first. */
  private static Optional<ModelCard.Metric> headline(ModelCard card) {
    return card.metrics().stream()
        .filter(m -> m.split().equals("test"))
        .findFirst()
        .or(() -> card.metrics().stream().findFirst());
  }

  private static String text(ModelCard.Metric m) {
    String of =
        Stream.of(m.measure(), m.structure(), m.phase())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    String spread = m.sd() == null ? "" : String.format(Locale.ROOT, " ± %.3f", m.sd());
    String count = m.n() == null ? "" : ", n " + m.n();
    return String.format(Locale.ROOT, "%s %s %.3f%s%s", m.split(), of, m.value(), spread, count);
  }
}
