package ventricle.engine.measure.ranges;

/**
 * A publication of normal ranges.
 *
 * @param shortName first author and year
 * @param papillary "cavity" or "mass": the convention its values were made with
 * @param fromAge youngest in years
 * @param toAge oldest in years, included
 */
public record RangeSource(
    String id,
    String shortName,
    String citation,
    String doi,
    String papillary,
    int fromAge,
    int toAge) {}
