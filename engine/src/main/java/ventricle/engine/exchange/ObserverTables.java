package ventricle.engine.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.agreement.CategoryAgreement;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Observers.Sitting;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.measure.agreement.ReadingComparison;
import ventricle.engine.measure.agreement.SliceInclusion;
import ventricle.engine.review.Layers;
import ventricle.engine.review.Mark;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.protocol.Protocol;

/**
 * Collects the readings of an observer study, case by case, and makes tables of them. Slices are
 * counted from the end that the files have as the base, whatever a reader showed.
 */
public final class ObserverTables {

  private static final List<Structure> STRUCTURES =
      List.of(Structure.LV_ENDO, Structure.LV_EPI, Structure.RV_ENDO);

  private final Protocol protocol;
  private final List<Observers.Value> numbers = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final SortedMap<String, SortedMap<Sitting, Case>> cases = new TreeMap<>();

  private record Case(Study study, ReviewDocument document) {}

  public ObserverTables(Protocol protocol) {
    this.protocol = protocol;
    values.add("case,reader,session,quantity,unit,value,active_seconds,ai_assisted");
  }

  /** Adds what one reader made of a case in one session. */
  public void add(String name, Study study, Reading reading) {
    ReviewDocument document = Layers.inOrder(reading.document(), false);
    Sitting sitting = new Sitting(reading.id().reader(), reading.id().session());
    cases.computeIfAbsent(name, n -> new TreeMap<>()).put(sitting, new Case(study, document));
    Measurements measured = Measurer.measure(study, document);
    for (Quantity quantity : Quantity.values()) {
      Double value = quantity.of(measured).orElse(null);
      if (value != null) {
        numbers.add(
            new Observers.Value(name, sitting.reader(), sitting.session(), quantity, value));
      }
      values.add(
          ComparisonCsv.line(
              name,
              sitting.reader(),
              sitting.session(),
              quantity,
              quantity.unit(),
              value,
              reading.active().toSeconds(),
              !document.models().isEmpty()));
    }
  }

  /** Inter- and intra-observer tables of everything added. */
  public Observers observers() {
    return Observers.of(numbers);
  }

  /** Every number with the time at work, as CSV. */
  public List<String> values() {
    return List.copyOf(values);
  }

  /** How far each two sittings agree on which slices count at ED and at ES, as CSV. */
  public List<String> slices() {
    List<String> lines = new ArrayList<>();
    lines.add("first,first_session,second,second_session,mark,structure,slices,agreement,kappa");
    List<Sitting> sittings = sittings();
    for (int i = 0; i < sittings.size(); i++) {
      for (int j = i + 1; j < sittings.size(); j++) {
        for (Mark mark : Mark.values()) {
          for (Structure structure : STRUCTURES) {
            slices(sittings.get(i), sittings.get(j), mark, structure, lines);
          }
        }
      }
    }
    return lines;
  }

  private void slices(
      Sitting first, Sitting second, Mark mark, Structure structure, List<String> lines) {
    List<Boolean> a = new ArrayList<>();
    List<Boolean> b = new ArrayList<>();
    for (SortedMap<Sitting, Case> readings : cases.values()) {
      List<Boolean> one = included(readings.get(first), mark, structure);
      List<Boolean> two = included(readings.get(second), mark, structure);
      if (!one.isEmpty() && !two.isEmpty()) {
        a.addAll(one);
        b.addAll(two);
      }
    }
    CategoryAgreement.of(a, b)
        .ifPresent(
            agreement ->
                lines.add(
                    ComparisonCsv.line(
                        first.reader(),
                        first.session(),
                        second.reader(),
                        second.session(),
                        mark,
                        structure,
                        agreement.n(),
                        agreement.observed(),
                        agreement.kappa())));
  }

  private static List<Boolean> included(@Nullable Case reading, Mark mark, Structure structure) {
    return reading == null
        ? List.of()
        : SliceInclusion.of(reading.document(), mark, structure).orElse(List.of());
  }

  /** Dice, HD and APD of each contour between each two sittings, as CSV. */
  public List<String> contours() {
    List<String> lines = new ArrayList<>();
    cases.forEach(
        (name, readings) -> {
          List<Sitting> sittings = List.copyOf(readings.keySet());
          for (int i = 0; i < sittings.size(); i++) {
            for (int j = i + 1; j < sittings.size(); j++) {
              contours(name, readings, sittings.get(i), sittings.get(j), lines);
            }
          }
        });
    return lines;
  }

  private static void contours(
      String name,
      SortedMap<Sitting, Case> readings,
      Sitting first,
      Sitting second,
      List<String> lines) {
    Case a = readings.get(first);
    Case b = readings.get(second);
    if (a == null || b == null) {
      return;
    }
    List<String> found =
        ComparisonCsv.contours(
            label(first),
            label(second),
            ReadingComparison.of(a.study().stack(), a.document(), b.document()));
    if (lines.isEmpty()) {
      lines.add("case," + found.getFirst());
    }
    found.stream().skip(1).forEach(line -> lines.add(ComparisonCsv.line(name) + "," + line));
  }

  private static String label(Sitting sitting) {
    return sitting.reader() + " " + sitting.session();
  }

  private List<Sitting> sittings() {
    List<Sitting> sittings = new ArrayList<>();
    for (String reader : protocol.readers()) {
      for (int session = 1; session <= protocol.sessions(); session++) {
        sittings.add(new Sitting(reader, session));
      }
    }
    return sittings;
  }
}
