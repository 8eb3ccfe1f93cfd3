package ventricle.app.compare;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import ventricle.engine.domain.Study;
import ventricle.engine.measure.Measurements;
import ventricle.engine.measure.Measurer;
import ventricle.engine.measure.agreement.ReadingComparison;

/** Which two layers are compared, and what comes of it; needs no window. */
public final class ComparePresenter {

  private final Study study;
  private final ObservableList<Layer> layers;
  private final ObjectProperty<Layer> first;
  private final ObjectProperty<Layer> second;
  private final ReadOnlyObjectWrapper<ReadingComparison> comparison;

  /**
   * @param study with its stack in the order shown
   * @param layers at least two; the first and the last named are compared to begin with
   */
  public ComparePresenter(Study study, List<Layer> layers) {
    this.study = study;
    this.layers = FXCollections.observableArrayList(layers);
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

  /** What there is to choose from. */
  public ObservableList<Layer> layers() {
    return FXCollections.unmodifiableObservableList(layers);
  }

  /** Adds a layer, or puts it in the place of the one with its id. */
  public void put(Layer layer) {
    for (int i = 0; i < layers.size(); i++) {
      Layer old = layers.get(i);
      if (layer.id() != null && layer.id().equals(old.id())) {
        boolean one = old.equals(first.get());
        boolean two = old.equals(second.get());
        layers.set(i, layer);
        if (one) {
          first.set(layer);
        }
        if (two) {
          second.set(layer);
        }
        return;
      }
    }
    layers.add(layer);
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
