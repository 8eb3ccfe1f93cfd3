package ventricle.app.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ventricle.app.text.Text;
import ventricle.engine.review.Layers;
import ventricle.engine.review.Reading;
import ventricle.engine.review.ReadingId;

/** What there is to compare of one study. */
public final class LayerList {

  private LayerList() {}

  /**
   * The own reading first, then the model's layer it holds, then everybody else's.
   *
   * @param others readings of others, and the reader's own of other sessions
   * @param flipped which end the slices are counted from on the screen
   */
  public static List<Layer> of(Text text, Reading own, List<Reading> others, boolean flipped) {
    List<Layer> layers = new ArrayList<>();
    layers.add(layer(text, own, flipped));
    if (!own.document().segmentedPhases().isEmpty()) {
      layers.add(
          new Layer(
              text.get("compare.model"),
              null,
              Layers.inOrder(Layers.modelOnly(own.document()), flipped),
              Duration.ZERO));
    }
    others.stream()
        .filter(other -> !other.id().equals(own.id()))
        .forEach(other -> layers.add(layer(text, other, flipped)));
    return List.copyOf(layers);
  }

  /** A reading as a layer that counts slices from the end shown. */
  public static Layer layer(Text text, Reading reading, boolean flipped) {
    return new Layer(
        name(text, reading.id()),
        reading.id(),
        Layers.inOrder(reading.document(), flipped),
        reading.active());
  }

  /** What a reading is called. */
  static String name(Text text, ReadingId id) {
    String who =
        id.reader().equals(ReadingId.CONSENSUS) ? text.get("compare.consensus") : id.reader();
    if (id.protocol() == null) {
      return who;
    }
    return id.session() == 0
        ? text.get("compare.of-protocol", who, id.protocol())
        : text.get("compare.of-session", who, id.protocol(), id.session());
  }
}
