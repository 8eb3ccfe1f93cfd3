package ventricle.app.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ventricle.engine.exchange.ExportPart;

/** What {@code --also} and {@code --no-pdf} ask for. */
final class ExportParts {

  private static final Set<ExportPart> MORE =
      EnumSet.complementOf(EnumSet.copyOf(ExportPart.STANDARD));

  private ExportParts() {}

  /**
   * The standard parts and more.
   *
   * @param models whether models are at hand, which some parts need
   * @throws UsageException when a word names none
   */
  static Set<ExportPart> with(List<String> words, boolean pdf, boolean models)
      throws UsageException {
    Set<ExportPart> more = EnumSet.copyOf(MORE);
    if (!models) {
      more.remove(ExportPart.HEATMAPS);
    }
    Set<ExportPart> parts = EnumSet.copyOf(ExportPart.STANDARD);
    if (!pdf) {
      parts.remove(ExportPart.REPORT);
    }
    for (String word : words) {
      parts.add(
          ExportPart.parse(word.strip())
              .filter(more::contains)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--also takes "
                              + more.stream()
                                  .map(ExportPart::word)
                                  .collect(Collectors.joining(", "))
                              + ", not '"
                              + word
                              + "'")));
    }
    return parts;
  }
}
