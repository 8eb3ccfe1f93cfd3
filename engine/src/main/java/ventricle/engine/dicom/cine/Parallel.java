package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;

/** Does the same with every element on all cores. */
final class Parallel {

  private Parallel() {}

  /**
   * The results in the order of the elements.
   *
   * @param work must not answer null; what it throws ends the whole
   * @throws CancelledException when cancelled, or when the calling thread is interrupted
   */
  static <T, R> List<R> map(
      List<T> elements, Function<T, R> work, String phrase, Progress progress, CancelToken cancel) {
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(elements.size());
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement();
              i < elements.size() && !stop.get();
              i = next.getAndIncrement()) {
            cancel.throwIfCancelled();
            results.set(i, work.apply(elements.get(i)));
            progress.report((double) done.incrementAndGet() / elements.size(), phrase);
          }
        };
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), elements.size());
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads), daemons())) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(worker));
      }
      try {
        for (Future<?> future : running) {
          future.get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          case null, default -> throw new IllegalStateException(e);
        }
      } finally {
        stop.set(true);
      }
    }
    List<R> list = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      list.add(results.get(i));
    }
    return list;
  }

  private static java.util.concurrent.ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("dicom-", 0).factory();
  }
}
