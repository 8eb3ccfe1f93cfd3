package ventricle.engine.phantom;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Study;

/**
 * A cine of a phantom on its way into files.
 *
 * @param study whose stack is the cine
 * @param description of the series
 * @param number of its series, or of the first of them
 */
record PhantomSeries(Study study, String description, int number) {

  private static final int SHORT_AXIS = 10;
  private static final int LONG_AXIS = 40;

  /** The short axis, then the other cines. */
  static List<PhantomSeries> of(Study study) {
    List<PhantomSeries> all = new ArrayList<>();
    all.add(new PhantomSeries(study, "Phantom cine SAX", SHORT_AXIS));
    for (CineStack other : study.otherStacks()) {
      int number = LONG_AXIS + all.size() - 1;
      all.add(new PhantomSeries(study.withStack(other), other.description(), number));
    }
    return all;
  }

  CineStack stack() {
    return study.stack();
  }

  boolean shortAxis() {
    return number == SHORT_AXIS;
  }

  String protocol() {
    return shortAxis() ? "cine bSSFP SAX" : "cine bSSFP LAX";
  }

  /** A UID of this cine's own. */
  String uid(String name) {
    return PhantomHeaders.derived(
        study.studyInstanceUid(), shortAxis() ? name : name + ", " + description);
  }

  /** Number of a slice among all breath-holds of the study, from 1. */
  int acquisition(int slice) {
    return number - SHORT_AXIS + slice + 1;
  }

  LocalTime acquired(int slice) {
    return PhantomHeaders.START.plusSeconds(40 + 20L * acquisition(slice));
  }
}
