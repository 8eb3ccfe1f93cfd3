package ventricle.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.exchange.incoming.Incoming;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.grid.FrameTiles;
import ventricle.viewer.overlay.ContourStyle;
import ventricle.viewer.overlay.OverlayContour;
import ventricle.viewer.overlay.StructureColours;

/**
 * A few frames of the study with the contours that would come in, in the colours of their
 * structures, over those that are there, in grey: whether they lie right is seen before they do.
 */
final class ImportPictures extends VBox {

  private static final int COLUMNS = 3;
  private static final int MOST = 6;
  private static final double SIDE = 168;
  private static final List<Structure> OUTER_FIRST =
      List.of(Structure.RV_ENDO, Structure.LV_EPI, Structure.LV_ENDO, Structure.LV_PAPILLARY);
  private static final OverlayContour.Pen PRESENT =
      new OverlayContour.Pen(Color.gray(.78, .75), ContourStyle.DASHED);

  private final Text text;
  private final ReviewDocument document;
  private final FrameTiles tiles;

  ImportPictures(Text text, CineStack stack, WindowLevel window, ReviewDocument document) {
    super(6);
    this.text = text;
    this.document = document;
    this.tiles = new FrameTiles(stack, window, COLUMNS, SIDE);
    tiles.setId("import-pictures");
    Label legend = new Label(text.get("import.pictures"));
    legend.getStyleClass().add("quiet");
    getChildren().addAll(tiles, legend);
  }

  void show(Incoming incoming) {
    tiles.show(frames(incoming).stream().map(frame -> tile(frame, incoming)).toList());
  }

  private FrameTiles.Tile tile(FrameKey frame, Incoming incoming) {
    List<OverlayContour> contours =
        new ArrayList<>(OverlayContour.of(document, frame, Set.of(Structure.values()), PRESENT));
    Provenance from = new Provenance.Imported(incoming.format().source());
    for (Structure structure : OUTER_FIRST) {
      ContourKey key = new ContourKey(frame, structure);
      Contour contour = incoming.contours().get(key);
      if (contour != null && !document.stateOf(key).reviewed()) {
        contours.add(
            new OverlayContour(
                structure,
                new Tracing(contour, from),
                false,
                new OverlayContour.Pen(StructureColours.of(structure), ContourStyle.SOLID)));
      }
    }
    return new FrameTiles.Tile(
        frame, contours, text.get("import.picture", frame.slice() + 1, phase(frame.phase())));
  }

  private String phase(int phase) {
    for (Mark mark : Mark.values()) {
      PhaseMark set = document.mark(mark);
      if (set != null && set.phase() == phase) {
        return text.get("import.picture.mark", phase + 1, mark.name());
      }
    }
    return String.valueOf(phase + 1);
  }

  /** Base, middle and apex of two phases, ED and ES where they have some; six slices of one. */
  private List<FrameKey> frames(Incoming incoming) {
    SortedMap<Integer, SortedSet<Integer>> slices = new TreeMap<>();
    incoming
        .contours()
        .keySet()
        .forEach(
            key ->
                slices
                    .computeIfAbsent(key.frame().phase(), p -> new TreeSet<>())
                    .add(key.frame().slice()));
    List<Integer> phases = phases(slices);
    List<FrameKey> frames = new ArrayList<>();
    for (int phase : phases) {
      List<Integer> held = List.copyOf(slices.getOrDefault(phase, new TreeSet<>()));
      int wanted = Math.min(held.size(), MOST / phases.size());
      for (int i = 0; i < wanted; i++) {
        int at = wanted == 1 ? 0 : Math.round(i * (held.size() - 1f) / (wanted - 1));
        frames.add(new FrameKey(held.get(at), phase));
      }
    }
    return frames;
  }

  private List<Integer> phases(SortedMap<Integer, SortedSet<Integer>> slices) {
    Set<Integer> phases = new LinkedHashSet<>();
    for (Mark mark : Mark.values()) {
      PhaseMark set = document.mark(mark);
      if (set != null && slices.containsKey(set.phase())) {
        phases.add(set.phase());
      }
    }
    slices.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, SortedSet<Integer>>comparingByValue(
                (a, b) -> Integer.compare(b.size(), a.size())))
        .map(Map.Entry::getKey)
        .forEach(phases::add);
    return phases.stream().limit(2).sorted().toList();
  }

  /** Whether every picture is there. */
  boolean settled() {
    return tiles.settled();
  }
}
