package ventricle.engine.measure.ranges;

import java.util.List;

/** What is known about the normal range of a quantity for a patient. */
public sealed interface RangeLookup {

  /** One range, or one for each sex when the patient's sex is unknown. */
  record Known(List<NormalRange> ranges) implements RangeLookup {
    public Known {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * No range may be shown.
   *
   * @param why one phrase
   */
  record Unknown(String why) implements RangeLookup {}
}
