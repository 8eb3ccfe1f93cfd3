package ventricle.engine.measure.agreement;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Agreement of two readers who put the same things into categories, such as whether a slice counts.
 *
 * @param n things
 * @param observed part on which both agree, 0 to 1
 * @param kappa Cohen's kappa, (observed − chance) / (1 − chance), chance being what two readers
 *     with these habits would agree on anyway (Cohen: Educ Psychol Meas 1960;20:37); null where
 *     both always say the same one thing
 */
public record CategoryAgreement(int n, double observed, @Nullable Double kappa) {

  /**
   * @param first what the first reader says of each thing
   * @param second what the second says, in the same order
   * @return empty without things
   * @throws IllegalArgumentException when the lengths differ
   */
  public static <T> Optional<CategoryAgreement> of(List<T> first, List<T> second) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(first.size() + " against " + second.size());
    }
    int n = first.size();
    if (n == 0) {
      return Optional.empty();
    }
    int same = 0;
    for (int i = 0; i < n; i++) {
      same += Objects.equals(first.get(i), second.get(i)) ? 1 : 0;
    }
    double observed = (double) same / n;
    double chance =
        first.stream()
            .distinct()
            .mapToDouble(category -> share(first, category) * share(second, category))
            .sum();
    return Optional.of(
        new CategoryAgreement(
            n, observed, chance == 1 ? null : (observed - chance) / (1 - chance)));
  }

  private static <T> double share(List<T> said, T category) {
    return (double) said.stream().filter(category::equals).count() / said.size();
  }
}
