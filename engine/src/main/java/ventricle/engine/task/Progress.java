package ventricle.engine.task;

/** Receives how far a job is. Called from any thread; must return at once. */
@FunctionalInterface
public interface Progress {

  /** Ignores everything. */
  Progress NONE = (fraction, message) -> {};

  /**
   * @param fraction 0..1, or negative while unknown
   * @param message what is being done, one phrase without patient data
   */
  void report(double fraction, String message);

  /** A view that maps 0..1 of a part onto {@code from}..{@code to} of the whole. */
  default Progress part(double from, double to) {
    return (fraction, message) ->
        report(fraction < 0 ? fraction : from + (to - from) * fraction, message);
  }
}
