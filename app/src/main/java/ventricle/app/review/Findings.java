package ventricle.app.review;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import ventricle.engine.domain.CineStack;
import ventricle.engine.measure.Flag;
import ventricle.engine.measure.FlagCodes;
import ventricle.engine.measure.Measurements;

/** Everything a reader should know: about the numbers on screen, and what models remarked. */
public final class Findings {

  private final ReadOnlyObjectWrapper<List<Flag>> all = new ReadOnlyObjectWrapper<>(List.of());
  private List<Flag> ofNumbers = List.of();
  private List<Flag> remarks = List.of();

  /** The numbers have changed, and with them what is to be said of them. */
  void show(Measurements measurements) {
    ofNumbers = measurements.flags();
    join();
  }

  /** Adds what the models remarked about their input. */
  public void note(List<CineStack.Note> notes) {
    List<Flag> more = new ArrayList<>(remarks);
    for (CineStack.Note note : notes) {
      Flag flag = Flag.of(note);
      if (!more.contains(flag)) {
        more.add(flag);
      }
    }
    remarks = List.copyOf(more);
    join();
  }

  /** Those that are not of the numbers, in the order they came. */
  public List<Flag> remarks() {
    return remarks;
  }

  private void join() {
    List<Flag> joined = new ArrayList<>(ofNumbers);
    joined.addAll(remarks);
    all.set(List.copyOf(joined));
  }

  /** Findings about the numbers, then the remarks. */
  public ReadOnlyObjectProperty<List<Flag>> allProperty() {
    return all.getReadOnlyProperty();
  }

  /** 0-based phases with a contour that does not follow from its neighbours in time. */
  public SortedSet<Integer> jumpingPhases() {
    SortedSet<Integer> phases = new TreeSet<>();
    for (Flag flag : all.get()) {
      if (flag.code().equals(FlagCodes.CONTOUR_JUMPS) && flag.frame() != null) {
        phases.add(flag.frame().phase());
      }
    }
    return phases;
  }
}
