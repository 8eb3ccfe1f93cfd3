package ventricle.engine.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.agreement.BlandAltman;
import ventricle.engine.measure.agreement.ContourAgreement;
import ventricle.engine.measure.agreement.Interval;
import ventricle.engine.measure.agreement.IntraclassCorrelation;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.ReadingComparison;
import ventricle.engine.measure.agreement.WithinSubjectVariation;

/**
 * Comparisons of readings as comma-separated values (RFC 4180) with a line of headings; decimal
 * points, an empty field for what cannot be known, slices and phases 1-based.
 */
public final class ComparisonCsv {

  private ComparisonCsv() {}

  /** One line for each contour of either reading. */
  public static List<String> contours(String first, String second, ReadingComparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add("first,second,slice,phase,structure,presence,dice,hausdorff,apd,unit");
    for (ReadingComparison.Row row : comparison.rows()) {
      ContourAgreement a = row.agreement();
      lines.add(
          line(
              first,
              second,
              row.key().frame().slice() + 1,
              row.key().frame().phase() + 1,
              row.key().structure(),
              row.presence().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              a == null ? null : a.dice(),
              a == null ? null : a.border().hausdorff(),
              a == null ? null : a.border().averagePerpendicular(),
              a == null ? null : a.border().millimetres() ? "mm" : "px"));
    }
    return lines;
  }

  /** One line for each structure of a comparison. */
  public static List<String> structures(String first, String second, ReadingComparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "first,second,structure,both,first_only,second_only,dice,max_hausdorff,mean_hausdorff,"
            + "mean_apd,unit,slice_agreement,slice_kappa");
    for (ReadingComparison.Summary s : comparison.structures()) {
      lines.add(
          line(
              first,
              second,
              s.structure(),
              s.both(),
              s.firstOnly(),
              s.secondOnly(),
              s.dice(),
              s.hausdorff(),
              s.meanHausdorff(),
              s.averagePerpendicular(),
              s.millimetres() ? "mm" : "px",
              s.inclusion().observed(),
              s.inclusion().kappa()));
    }
    return lines;
  }

  /** One line for each quantity over all readers. */
  public static List<String> inter(Observers observers) {
    List<String> lines = new ArrayList<>();
    lines.add("quantity,unit,readers,studies,icc_2_1,icc_low,icc_high,within_subject_cov");
    for (Observers.Inter inter : observers.inter()) {
      IntraclassCorrelation icc = inter.icc();
      Interval interval = icc == null ? null : icc.interval();
      lines.add(
          line(
              inter.quantity(),
              inter.quantity().unit(),
              String.join(" ", inter.readers()),
              inter.studies(),
              icc == null ? null : icc.value(),
              interval == null ? null : interval.low(),
              interval == null ? null : interval.high(),
              inter.variation() == null ? null : inter.variation().coefficient()));
    }
    return lines;
  }

  /** One line for each quantity and pair of sittings: between readers, or within one. */
  public static List<String> pairs(List<Observers.Pair> pairs) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "quantity,unit,first,first_session,second,second_session,studies,bias,bias_low,bias_high,"
            + "sd,lower_limit,lower_low,lower_high,upper_limit,upper_low,upper_high,"
            + "mean_absolute,pearson_r,icc_2_1,icc_low,icc_high,within_subject_cov");
    for (Observers.Pair pair : pairs) {
      lines.add(pair(pair));
    }
    return lines;
  }

  private static String pair(Observers.Pair pair) {
    BlandAltman b = pair.agreement();
    IntraclassCorrelation icc = pair.icc();
    WithinSubjectVariation v = pair.variation();
    List<@Nullable Object> fields = new ArrayList<>();
    add(
        fields,
        pair.quantity(),
        pair.quantity().unit(),
        pair.first().reader(),
        pair.first().session(),
        pair.second().reader(),
        pair.second().session(),
        b.n(),
        b.bias());
    interval(fields, b.biasInterval());
    add(fields, b.sd(), b.lower());
    interval(fields, b.lowerInterval());
    add(fields, b.upper());
    interval(fields, b.upperInterval());
    add(fields, b.meanAbsolute(), b.correlation(), icc == null ? null : icc.value());
    interval(fields, icc == null ? null : icc.interval());
    add(fields, v == null ? null : v.coefficient());
    return line(fields.toArray());
  }

  private static void interval(List<@Nullable Object> fields, @Nullable Interval interval) {
    add(
        fields,
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high());
  }

  private static void add(List<@Nullable Object> fields, @Nullable Object... more) {
    for (Object field : more) {
      fields.add(field);
    }
  }

  /** Joins fields; numbers get four decimals, whole ones none. */
  public static String line(@Nullable Object... fields) {
    return Stream.of(fields).map(ComparisonCsv::field).collect(Collectors.joining(","));
  }

  private static String field(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double d -> String.format(Locale.ROOT, "%.4f", d);
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
