package ventricle.engine.task;

/**
 * Long work that the command line and the window run alike.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface Job<T> {

  /**
   * Does the work on the calling thread.
   *
   * @throws CancelledException when the token was cancelled
   * @throws Exception when the work failed
   */
  T run(Progress progress, CancelToken cancel) throws Exception;
}
