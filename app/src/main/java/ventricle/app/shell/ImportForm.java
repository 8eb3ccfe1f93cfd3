package ventricle.app.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import ventricle.app.text.Text;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.exchange.incoming.Incoming;
import ventricle.engine.exchange.incoming.IncomingPlan;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.ReviewDocument;
import ventricle.viewer.cine.WindowLevel;

/** Shows what a file would bring and what not, before anything changes. */
final class ImportForm extends VBox {

  private static final int LISTED = 8;
  private static final double LEFT_HEIGHT = 72;

  private final Text text;
  private final Incoming incoming;
  private final CineStack stack;
  private final ReviewDocument document;
  private final ImportPictures pictures;
  private final CheckBox reversed = new CheckBox();
  private final Label effect = new Label();
  private final Label areas = new Label();

  /**
   * @param window how the pictures are shown
   */
  ImportForm(
      Text text, Incoming incoming, CineStack stack, WindowLevel window, ReviewDocument document) {
    super(8);
    this.text = text;
    this.incoming = incoming;
    this.stack = stack;
    this.document = document;
    this.pictures = new ImportPictures(text, stack, window, document);
    Label what = wrapped(found());
    what.setId("import-found");
    effect.setId("import-effect");
    wrap(effect);
    areas.setId("import-areas");
    wrap(areas);
    getChildren().addAll(what, pictures, effect, areas);
    if (incoming.order() == Incoming.Order.TO_CONFIRM) {
      reversed.setId("import-reversed");
      reversed.setText(text.get("import.reversed"));
      Label ask = wrapped(text.get("import.confirm-order"));
      getChildren().addAll(ask, reversed);
    }
    if (!incoming.left().isEmpty()) {
      Label left = wrapped(left());
      left.setId("import-left");
      left.getStyleClass().add("quiet");
      ScrollPane all = new ScrollPane(left);
      all.setFitToWidth(true);
      all.setMaxHeight(LEFT_HEIGHT);
      all.setMinHeight(LEFT_HEIGHT);
      getChildren().add(all);
    }
    reversed.selectedProperty().subscribe(turned -> show());
  }

  private static Label wrapped(String words) {
    Label label = new Label(words);
    wrap(label);
    return label;
  }

  private static void wrap(Label label) {
    label.setWrapText(true);
    label.setMaxWidth(520);
    label.setMinHeight(USE_PREF_SIZE);
  }

  /** What the file holds: how many contours of each structure, in how many slices and phases. */
  private String found() {
    Map<Structure, Long> counts =
        incoming.contours().keySet().stream()
            .collect(
                Collectors.groupingBy(
                    ContourKey::structure,
                    () -> new EnumMap<>(Structure.class),
                    Collectors.counting()));
    String each =
        counts.entrySet().stream()
            .map(e -> text.name(e.getKey()) + " " + e.getValue())
            .collect(Collectors.joining(" · "));
    return text.get(
            "import.found",
            incoming.format().source(),
            incoming.contours().size(),
            places(true).size(),
            places(false).size())
        + "\n"
        + each;
  }

  private SortedSet<Integer> places(boolean slices) {
    return incoming.contours().keySet().stream()
        .map(key -> slices ? key.frame().slice() : key.frame().phase())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void show() {
    IncomingPlan plan = plan();
    List<String> lines = new ArrayList<>();
    lines.add(text.get("import.taken", plan.taken().size()));
    if (!plan.overModel().isEmpty()) {
      lines.add(text.get("import.over-model", plan.overModel().size()));
    }
    if (!plan.overReader().isEmpty()) {
      lines.add(text.get("import.over-reader", plan.overReader().size()));
    }
    if (!plan.kept().isEmpty()) {
      lines.add(text.get("import.kept", plan.kept().size()));
    }
    effect.setText(String.join("\n", lines));
    areas.setText(areasFromBaseToApex());
    pictures.show(shown());
  }

  /** LV areas along the stack, which shrink towards the apex where the order is right. */
  private String areasFromBaseToApex() {
    Incoming shown = shown();
    Structure structure =
        shown.contours().keySet().stream().anyMatch(k -> k.structure() == Structure.LV_ENDO)
            ? Structure.LV_ENDO
            : shown.contours().firstKey().structure();
    int phase =
        shown.contours().keySet().stream()
            .filter(k -> k.structure() == structure)
            .mapToInt(k -> k.frame().phase())
            .min()
            .orElseThrow();
    List<String> each = new ArrayList<>();
    boolean known = stack.slices().stream().allMatch(s -> s.spacing() != null);
    for (int slice = 0; slice < stack.sliceCount(); slice++) {
      Contour contour = shown.contours().get(ContourKey.of(slice, phase, structure));
      each.add(contour == null ? "–" : area(contour, stack.slice(slice).spacing()));
    }
    return text.get(
        known ? "import.areas" : "import.areas-px",
        text.name(structure),
        phase + 1,
        String.join("  ", each));
  }

  private static String area(
      Contour contour, @org.jspecify.annotations.Nullable PixelSpacing spacing) {
    return spacing == null
        ? String.format(Locale.ROOT, "%.0f", Polygons.area(contour))
        : String.format(Locale.ROOT, "%.1f", Polygons.areaMm2(contour, spacing) / 100);
  }

  private String left() {
    String list =
        incoming.left().stream()
            .limit(LISTED)
            .map(left -> left.what() + " " + left.cause())
            .collect(Collectors.joining("\n"));
    int more = incoming.left().size() - LISTED;
    return text.get("import.left", list)
        + (more > 0 ? "\n" + text.get("open.left-out.more", more) : "");
  }

  private Incoming shown() {
    return reversed.isSelected() ? incoming.reversed(stack.sliceCount()) : incoming;
  }

  /** Whether every picture is there. */
  boolean settled() {
    return pictures.settled();
  }

  /** What is to be done as the form stands. */
  IncomingPlan plan() {
    return IncomingPlan.of(shown(), document);
  }

  /** Whether anything would be taken. */
  BooleanBinding ready() {
    return Bindings.createBooleanBinding(
        () -> !plan().taken().isEmpty(), reversed.selectedProperty());
  }
}
