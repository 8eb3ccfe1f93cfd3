package ventricle.engine.measure.ranges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks normal ranges up. A range is never borrowed from the other papillary convention, the other
 * sex or an age its source did not study, and one answer never mixes sources: where several would
 * do, the first is taken.
 */
public final class NormalRanges {

  private static final List<String> FILES = List.of("petersen-2017.json", "kawel-boehm-2015.json");

  private final List<NormalRange> ranges;

  public NormalRanges(List<NormalRange> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /** The ranges that come with the program. */
  public static NormalRanges bundled() {
    List<NormalRange> all = new ArrayList<>();
    for (String file : FILES) {
      try (@Nullable InputStream in = NormalRanges.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException(file + " is missing from the program");
        }
        all.addAll(parse(new JsonMapper().readTree(in)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new NormalRanges(all);
  }

  public List<NormalRange> all() {
    return ranges;
  }

  /** Whether ranges of one sex are found; else those of both are. */
  public static boolean sexKnown(@Nullable String sex) {
    return "F".equals(sex) || "M".equals(sex);
  }

  /**
   * @param sex "F", "M"; anything else counts as unknown and yields the ranges of both
   * @param ageYears null when unknown, which excludes no source
   * @param papillary "cavity" or "mass"
   */
  public RangeLookup find(
      Quantity quantity, @Nullable String sex, @Nullable Double ageYears, String papillary) {
    List<NormalRange> found = ranges.stream().filter(r -> r.quantity() == quantity).toList();
    if (found.isEmpty()) {
      return new RangeLookup.Unknown("no source");
    }
    found = found.stream().filter(r -> r.source().papillary().equals(papillary)).toList();
    if (found.isEmpty()) {
      return new RangeLookup.Unknown("no source with papillary muscles in the " + papillary);
    }
    found = found.stream().filter(r -> !sexKnown(sex) || r.sex().equals(sex)).toList();
    if (found.isEmpty()) {
      return new RangeLookup.Unknown("no source for " + ("F".equals(sex) ? "women" : "men"));
    }
    found = found.stream().filter(r -> ageYears == null || r.source().studied(ageYears)).toList();
    if (found.isEmpty()) {
      return new RangeLookup.Unknown("age outside the source");
    }
    RangeSource taken = found.getFirst().source();
    return new RangeLookup.Known(found.stream().filter(r -> r.source().equals(taken)).toList());
  }

  private static List<NormalRange> parse(JsonNode file) {
    RangeSource source =
        new RangeSource(
            file.required("id").asText(),
            file.required("short").asText(),
            file.required("citation").asText(),
            file.required("doi").asText(),
            file.required("papillary").asText(),
            file.required("papillaryReadAt").asText(),
            file.required("bsaFormula").asText(null),
            file.required("ages").required(0).asInt(),
            file.required("ages").required(1).isNull()
                ? null
                : (Integer) file.required("ages").required(1).asInt());
    List<NormalRange> ranges = new ArrayList<>();
    for (JsonNode node : file.required("ranges")) {
      ranges.add(range(node, source));
    }
    return ranges;
  }

  private static NormalRange range(JsonNode node, RangeSource source) {
    boolean printed = node.has("low");
    double mean = printed ? 0 : node.required("mean").asDouble();
    double half = printed ? 0 : node.required("sds").asDouble() * node.required("sd").asDouble();
    return new NormalRange(
        Quantity.valueOf(node.required("quantity").asText()),
        node.required("sex").asText(),
        printed ? node.required("low").asDouble() : mean - half,
        printed ? node.required("high").asDouble() : mean + half,
        printed
            ? node.required("basis").asText()
            : "mean ± " + node.required("sds").asText() + " SD",
        node.required("verified").asBoolean(),
        node.required("readAt").asText(),
        source);
  }
}
