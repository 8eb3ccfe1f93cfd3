package ventricle.engine.measure.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inter- and intra-observer tables from the numbers that readers came to.
 *
 * @param inter all readers' first sessions together, by quantity
 * @param pairs each two readers' first sessions against each other
 * @param intra each reader's later sessions against the first
 */
public record Observers(List<Inter> inter, List<Pair> pairs, List<Pair> intra) {

  /**
   * One number.
   *
   * @param study a case's name
   * @param session from 1; 0 for everyday work
   */
  public record Value(String study, String reader, int session, Quantity quantity, double value) {}

  /** A reader in a session. */
  public record Sitting(String reader, int session) implements Comparable<Sitting> {

    private static final Comparator<Sitting> ORDER =
        Comparator.comparing(Sitting::reader).thenComparingInt(Sitting::session);

    @Override
    public int compareTo(Sitting other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Several readers on the cases that each of them has read.
   *
   * @param icc null with fewer than two cases
   * @param variation null where no case has a mean
   */
  public record Inter(
      Quantity quantity,
      List<String> readers,
      int studies,
      @Nullable IntraclassCorrelation icc,
      @Nullable WithinSubjectVariation variation) {}

  /**
   * Two sittings on the cases that both have read; differences are first minus second.
   *
   * @param firsts values of the first, in the order of the cases' names
   * @param seconds of the second, likewise
   */
  public record Pair(
      Quantity quantity,
      Sitting first,
      Sitting second,
      List<Double> firsts,
      List<Double> seconds,
      BlandAltman agreement,
      @Nullable IntraclassCorrelation icc,
      @Nullable WithinSubjectVariation variation) {}

  public Observers {
    inter = List.copyOf(inter);
    pairs = List.copyOf(pairs);
    intra = List.copyOf(intra);
  }

  /** Tables of everything that at least two sittings have in common. */
  public static Observers of(Collection<Value> values) {
    List<Inter> inter = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    List<Pair> intra = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      SortedMap<Sitting, SortedMap<String, Double>> read = read(values, quantity);
      SortedMap<String, Sitting> first = new TreeMap<>();
      read.keySet().forEach(sitting -> first.putIfAbsent(sitting.reader(), sitting));
      List<Sitting> readers = List.copyOf(first.values());
      inter(quantity, readers, read, inter);
      for (int i = 0; i < readers.size(); i++) {
        for (int j = i + 1; j < readers.size(); j++) {
          pair(quantity, readers.get(i), readers.get(j), read, pairs);
        }
      }
      for (Sitting sitting : read.keySet()) {
        Sitting one = first.get(sitting.reader());
        if (one != null && !sitting.equals(one)) {
          pair(quantity, one, sitting, read, intra);
        }
      }
    }
    return new Observers(inter, pairs, intra);
  }

  private static SortedMap<Sitting, SortedMap<String, Double>> read(
      Collection<Value> values, Quantity quantity) {
    SortedMap<Sitting, SortedMap<String, Double>> read = new TreeMap<>();
    for (Value value : values) {
      if (value.quantity() == quantity) {
        read.computeIfAbsent(new Sitting(value.reader(), value.session()), s -> new TreeMap<>())
            .put(value.study(), value.value());
      }
    }
    return read;
  }

  private static void inter(
      Quantity quantity,
      List<Sitting> readers,
      SortedMap<Sitting, SortedMap<String, Double>> read,
      List<Inter> inter) {
    SortedSet<String> common = common(readers, read);
    if (readers.size() < 2 || common.isEmpty()) {
      return;
    }
    double[][] ratings = ratings(readers, common, read);
    inter.add(
        new Inter(
            quantity,
            readers.stream().map(Sitting::reader).toList(),
            common.size(),
            IntraclassCorrelation.of(ratings).orElse(null),
            WithinSubjectVariation.of(List.of(ratings)).orElse(null)));
  }

  private static void pair(
      Quantity quantity,
      Sitting first,
      Sitting second,
      SortedMap<Sitting, SortedMap<String, Double>> read,
      List<Pair> pairs) {
    List<Sitting> both = List.of(first, second);
    SortedSet<String> common = common(both, read);
    double[][] ratings = ratings(both, common, read);
    double[] firsts = column(ratings, 0);
    double[] seconds = column(ratings, 1);
    BlandAltman.of(firsts, seconds)
        .ifPresent(
            agreement ->
                pairs.add(
                    new Pair(
                        quantity,
                        first,
                        second,
                        boxed(firsts),
                        boxed(seconds),
                        agreement,
                        IntraclassCorrelation.of(ratings).orElse(null),
                        WithinSubjectVariation.of(List.of(ratings)).orElse(null))));
  }

  private static SortedSet<String> common(
      List<Sitting> sittings, SortedMap<Sitting, SortedMap<String, Double>> read) {
    SortedSet<String> common = new TreeSet<>();
    for (Sitting sitting : sittings) {
      common.addAll(of(sitting, read).keySet());
    }
    sittings.forEach(sitting -> common.retainAll(of(sitting, read).keySet()));
    return common;
  }

  private static Map<String, Double> of(
      Sitting sitting, SortedMap<Sitting, SortedMap<String, Double>> read) {
    return read.getOrDefault(sitting, new TreeMap<>());
  }

  private static double[][] ratings(
      List<Sitting> sittings,
      SortedSet<String> studies,
      SortedMap<Sitting, SortedMap<String, Double>> read) {
    return studies.stream()
        .map(
            study ->
                sittings.stream()
                    .mapToDouble(s -> of(s, read).getOrDefault(study, Double.NaN))
                    .toArray())
        .toArray(double[][]::new);
  }

  private static double[] column(double[][] ratings, int at) {
    double[] column = new double[ratings.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = ratings[i][at];
    }
    return column;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().collect(Collectors.toUnmodifiableList());
  }
}
