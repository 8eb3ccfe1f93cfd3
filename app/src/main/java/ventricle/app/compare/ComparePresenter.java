package ventricle.app.compare;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.agreement.ReadingComparison;

/** Which two layers are compared, and what comes of it; needs no window. */
public final class ComparePresenter {

  private final Study study;
  private final List<Layer> layers;
  private final ObjectProperty<Layer> first;
  private final ObjectProperty<Layer> second;
  private final ReadOnlyObjectWrapper<ReadingComparison> comparison;

  /**
   * @param study with its stack in the order shown
   * @param layers at least two; the first and the last named are compared to begin with
   */
  public ComparePresenter(Study study, List<Layer> layers) {
    this.study = study;
    this.layers = List.copyOf(layers);
    this.first = new SimpleObjectProperty<>(this.layers.getFirst());
    this.second = new SimpleObjectProperty<>(this.layers.getLast());
    this.comparison = new ReadOnlyObjectWrapper<>(compared());
    first.addListener((o, before, now) -> comparison.set(compared()));
    second.addListener((o, before, now) -> comparison.set(compared()));
  }

  private ReadingComparison compared() {
    return ReadingComparison.of(study.stack(), first.get().document(), second.get().document());
  }

  public Study study() {
    return study;
  }

  public List<Layer> layers() {
    return layers;
  }

  public ObjectProperty<Layer> firstProperty() {
    return first;
  }

  public ObjectProperty<Layer> secondProperty() {
    return second;
  }

  public ReadOnlyObjectProperty<ReadingComparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /** The numbers of a layer. */
  public Measurements measurements(Layer layer) {
    return Measurer.measure(study, layer.document());
  }
}
