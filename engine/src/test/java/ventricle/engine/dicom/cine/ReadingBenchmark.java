package ventricle.engine.dicom.cine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ventricle.engine.domain.Study;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * How long a study takes to read, pixels decoded and stacks found: the first time in a new process
 * and warm. Not a test. {@code packaging/bench/read_pydicom.py} reads the same pixels with pydicom.
 *
 * <pre>ReadingBenchmark FOLDER [RUNS]</pre>
 */
public final class ReadingBenchmark {

  private ReadingBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    double[] milliseconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      Study study = StudyReader.read(List.of(folder), Progress.NONE, new CancelToken());
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
      if (study.stack().frames().size() != study.stack().expectedFrames()) {
        throw new IllegalStateException("frames are missing");
      }
    }
    double first = milliseconds[0];
    double[] warm = Arrays.copyOfRange(milliseconds, runs / 2, runs);
    Arrays.sort(warm);
    System.out.printf(
        Locale.ROOT,
        "first read %.0f ms, warm median %.1f ms, fastest %.1f ms (%d runs, %d cores)%n",
        first,
        warm[warm.length / 2],
        warm[0],
        runs,
        Runtime.getRuntime().availableProcessors());
  }
}
