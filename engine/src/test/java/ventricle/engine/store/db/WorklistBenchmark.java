package ventricle.engine.store.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.db.Worklist.Query;
import ventricle.engine.store.db.Worklist.Sort;
import ventricle.engine.store.db.Worklist.Stage;

/**
 * Times of the worklist with many studies, as the window asks for them: a page of 200 rows and the
 * number of all.
 *
 * <pre>WorklistBenchmark sqlite:FILE|postgresql://… [STUDIES]</pre>
 */
public final class WorklistBenchmark {

  private static final int PAGE = 200;
  private static final int TIMES = 21;

  /** Something to time. */
  private interface Step {
    int run() throws Exception;
  }

  private WorklistBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int studies = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    long start = System.nanoTime();
    try (Database database = Database.open(DatabaseAddress.parse(arguments[0]))) {
      System.out.printf("open and migrate %8.0f ms%n", (System.nanoTime() - start) / 1e6);
      fill(database, studies);
      Worklist list = database.worklist();
      Query latest = Query.latest("ada", PAGE);
      time("show, latest change first", () -> list.find(latest).total());
      time("last page", () -> list.find(latest.page(studies - PAGE, PAGE)).rows().size());
      time("count by state", () -> list.count(latest).size());
      for (Sort sort : Sort.values()) {
        time(
            "sort by " + sort.name().toLowerCase(java.util.Locale.ROOT),
            () -> list.find(query("", Set.of(), sort)).total());
      }
      for (String words : List.of("o", "oberg", "zoe oberg", "id-00042", "nobody")) {
        time(
            "search \"" + words + "\"",
            () -> list.find(query(words, Set.of(), Sort.CHANGED)).total());
      }
      time(
          "search and state, sorted",
          () -> list.find(query("adams", Set.of(Stage.DRAFT), Sort.PATIENT)).total());
    }
  }

  private static Query query(String words, Set<Stage> stages, Sort sort) {
    return new Query("ada", words, stages, sort, true, 0, PAGE);
  }

  private static void fill(Database database, int studies) throws Exception {
    if (database.worklist().find(Query.latest("ada", 1)).total() >= studies) {
      return;
    }
    long start = System.nanoTime();
    database.worklist().enter(IntStream.range(0, studies).mapToObj(StudyEntries::of).toList());
    System.out.printf("enter %d studies %8.0f ms%n", studies, (System.nanoTime() - start) / 1e6);
    start = System.nanoTime();
    StudyState[] states = StudyState.values();
    for (int i = 0; i < studies; i++) {
      if (i % 5 < 3) {
        String reader = i % 7 == 0 ? "ben" : "ada";
        database
            .worklist()
            .progress(StudyEntries.key(i), reader, states[i % states.length], i % 4, 35.0 + i % 40);
      }
    }
    System.out.printf("tell progress %14.0f ms%n", (System.nanoTime() - start) / 1e6);
  }

  private static void time(String what, Step step) throws Exception {
    List<Double> times = new ArrayList<>();
    int result = 0;
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      result = step.run();
      times.add((System.nanoTime() - start) / 1e6);
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        "%-28s median %7.1f ms  worst %7.1f ms  (%d)%n",
        what, sorted[TIMES / 2], Arrays.stream(sorted).max().orElseThrow(), result);
  }
}
