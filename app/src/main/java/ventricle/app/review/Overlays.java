package ventricle.app.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;
import ventricle.engine.inference.ExplanationSource;

/** What lies over the image: contours and heatmap. */
public final class Overlays {

  private final ObjectProperty<Set<Structure>> structures =
      new SimpleObjectProperty<>(EnumSet.allOf(Structure.class));
  private final BooleanProperty contours = new SimpleBooleanProperty(true);
  private final BooleanProperty hidden = new SimpleBooleanProperty(false);
  private final BooleanProperty insertion = new SimpleBooleanProperty(false);
  private final BooleanProperty heatmap = new SimpleBooleanProperty(false);
  private final DoubleProperty heatmapOpacity = new SimpleDoubleProperty(0.45);
  private final List<ExplanationSource> sources;
  private final ObjectProperty<@Nullable ExplanationSource> source;

  /**
   * @param sources where heatmaps can come from, the one to begin with first
   */
  Overlays(List<ExplanationSource> sources) {
    this.sources = List.copyOf(sources);
    this.source = new SimpleObjectProperty<>(sources.isEmpty() ? null : sources.getFirst());
  }

  /** Structures whose contours are drawn. */
  public ObjectProperty<Set<Structure>> structuresProperty() {
    return structures;
  }

  public BooleanProperty contoursProperty() {
    return contours;
  }

  /** Whether the contours of every structure are drawn. */
  boolean everyStructure() {
    return structures.get().containsAll(List.of(Structure.values()));
  }

  /** Whether all of them are drawn over the large images now. */
  boolean everythingShows() {
    return contours.get() && !hidden.get() && everyStructure();
  }

  /** While set, neither contours nor heatmap are drawn; what is switched on stays so. */
  public BooleanProperty hiddenProperty() {
    return hidden;
  }

  /** The anterior RV insertion point. */
  public BooleanProperty insertionProperty() {
    return insertion;
  }

  public BooleanProperty heatmapProperty() {
    return heatmap;
  }

  /** 0 to 1. */
  public DoubleProperty heatmapOpacityProperty() {
    return heatmapOpacity;
  }

  /** Where heatmaps can come from. */
  public List<ExplanationSource> sources() {
    return sources;
  }

  /** The first source whose id contains a name, such as "m4" or "gradcam_final". */
  public Optional<ExplanationSource> source(String name) {
    return sources.stream().filter(s -> s.id().contains(name.toLowerCase(Locale.ROOT))).findFirst();
  }

  /** Where the heatmap comes from; null when it can come from nowhere. */
  public ObjectProperty<@Nullable ExplanationSource> sourceProperty() {
    return source;
  }

  /** Whether the source chosen can say anything about a structure. */
  public boolean explains(Structure structure) {
    ExplanationSource chosen = source.get();
    return chosen != null && chosen.structures().contains(structure);
  }

  /**
   * Shows the heatmap; when it is shown already, from the next source that explains a structure.
   */
  public void showNextSource(Structure structure) {
    ExplanationSource shown = source.get();
    if (shown == null) {
      return;
    }
    if (!heatmap.get()) {
      heatmap.set(true);
      return;
    }
    int at = sources.indexOf(shown);
    for (int step = 1; step < sources.size(); step++) {
      ExplanationSource next = sources.get((at + step) % sources.size());
      if (next.structures().contains(structure)) {
        source.set(next);
        return;
      }
    }
  }
}
