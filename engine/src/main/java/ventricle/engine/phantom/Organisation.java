package ventricle.engine.phantom;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the files of a study are organised; scanners differ in it, readers must not care. */
public enum Organisation {
  /** One series for each slice, with trigger times. */
  SERIES_PER_SLICE("series-per-slice"),
  /** All slices in one series, no trigger time, no file extension. */
  ONE_SERIES("one-series"),
  /** One Enhanced MR file of many frames in no useful order. */
  ENHANCED("enhanced");

  private final String option;

  Organisation(String option) {
    this.option = option;
  }

  /** The name on the command line and in {@code truth.json}. */
  public String option() {
    return option;
  }

  /**
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static Organisation parse(String option) {
    return Arrays.stream(values())
        .filter(o -> o.option.equals(option))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "organisation is one of "
                        + Arrays.stream(values())
                            .map(Organisation::option)
                            .collect(Collectors.joining(", "))));
  }
}
