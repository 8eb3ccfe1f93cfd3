package ventricle.engine.measure.ranges;

import org.jspecify.annotations.Nullable;

/**
 * A publication of normal ranges.
 *
 * @param shortName first author and year
 * @param papillary "cavity" or "mass": the convention its values were made with
 * @param papillaryReadAt where the convention was read
 * @param bsaFormula authors of the formula of its body surface areas; null where that was not read
 * @param fromAge youngest in years
 * @param toAge oldest in years, included; null when the source speaks of adults and its oldest is
 *     not known here
 */
public record RangeSource(
    String id,
    String shortName,
    String citation,
    String doi,
    String papillary,
    String papillaryReadAt,
    @Nullable String bsaFormula,
    int fromAge,
    @Nullable Integer toAge) {

  /** Whether the source studied people of an age in years. */
  public boolean studied(double age) {
    return age >= fromAge && (toAge == null || age < toAge + 1);
  }

  /** The ages in words: "45–74", "18 and older". */
  public String ages() {
    return toAge == null ? fromAge + " and older" : fromAge + "–" + toAge;
  }
}
