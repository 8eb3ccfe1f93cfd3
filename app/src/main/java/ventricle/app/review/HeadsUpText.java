package ventricle.app.review;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ventricle.app.action.Action;
import ventricle.app.action.Keys;
import ventricle.app.text.Text;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.inference.ExplanationSource;
import ventricle.engine.measure.Attention;
import ventricle.engine.measure.Flag;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.grid.Confidence;
import ventricle.viewer.overlay.FrameMark;

/** The lines in the corners of the image. */
record HeadsUpText(Text text, ReviewPresenter presenter) {

  /** The heatmap while it shows, slice, phase, window and zoom. */
  String place(CineCanvas canvas) {
    String leftOut = leftOut();
    return heatmap() + said() + frame(canvas) + (leftOut.isEmpty() ? "" : "\n" + leftOut);
  }

  private String said() {
    return switch (FrameMark.of(presenter.document(), presenter.frame())) {
      case NONE -> "";
      case EXCLUDED -> text.get("hud.excluded") + "\n";
      case ABSENT -> text.get("hud.absent") + "\n";
    };
  }

  /** What the model left out here and how to take it back, a line each. */
  private String leftOut() {
    String key = Keys.shown(Action.REVERT_CONTOUR.keys().getFirst());
    List<Structure> offered = presenter.offered();
    boolean lv = offered.contains(Structure.LV_ENDO) && offered.contains(Structure.LV_EPI);
    return offered.stream()
        .filter(structure -> !lv || structure != Structure.LV_EPI)
        .map(
            structure ->
                (lv && structure == Structure.LV_ENDO
                        ? text.get("hud.left-out.lv")
                        : text.get("hud.left-out", text.name(structure)))
                    + (presenter.readOnly() ? "" : "  ·  " + text.get("hud.take-back", key)))
        .collect(Collectors.joining("\n"));
  }

  private String heatmap() {
    Overlays overlays = presenter.overlays();
    ExplanationSource source = overlays.sourceProperty().get();
    return source == null || !overlays.heatmapProperty().get()
        ? ""
        : new SourceNames(text, overlays.sources())
                .corner(source, presenter.structureProperty().get())
            + "\n";
  }

  private String frame(CineCanvas canvas) {
    FrameKey frame = presenter.frame();
    WindowLevel window = canvas.windowLevelProperty().get();
    String place = where(frame);
    String look =
        text.get("hud.window", whole(window.width()), whole(window.centre()))
            + "  ·  "
            + text.get("hud.zoom", String.format(Locale.ROOT, "%.1f", canvas.transform().scaleY()));
    return presenter.stackProperty().get().frame(frame).isEmpty()
        ? place + "\n" + text.get("hud.missing")
        : place + "\n" + look;
  }

  /**
   * For a screen reader: which frame is shown, why going on stopped here, what the model left out,
   * and its contours.
   *
   * @param attention as {@link #attention} says it
   * @param contours as {@link #contours} says it
   */
  String spoken(String attention, String contours) {
    return Stream.of(where(presenter.frame()), attention, leftOut(), contours)
        .filter(words -> !words.isEmpty())
        .map(words -> words.replace("\n", ", "))
        .collect(Collectors.joining(". "));
  }

  /** Slice, phase and mark of a frame. */
  String where(FrameKey frame) {
    return text.get("hud.slice", frame.slice() + 1, presenter.stackProperty().get().sliceCount())
        + "  ·  "
        + text.get("hud.phase", frame.phase() + 1, presenter.stackProperty().get().phases())
        + mark(frame);
  }

  /** The contour the model is least sure of, and the area of the one that tools edit. */
  String contours() {
    String doubt = new ConfidenceText(text).corner(presenter.document(), presenter.frame());
    String area = area();
    return doubt.isEmpty() || area.isEmpty() ? doubt + area : doubt + "\n" + area;
  }

  private String area() {
    Structure structure = presenter.structureProperty().get();
    PixelSpacing spacing =
        presenter.stackProperty().get().slice(presenter.sliceProperty().get()).spacing();
    if (spacing == null) {
      return text.get("hud.no-spacing");
    }
    return presenter
        .document()
        .shown(new ContourKey(presenter.frame(), structure))
        .map(
            tracing ->
                text.get(
                    "hud.area",
                    text.name(structure),
                    String.format(
                        Locale.ROOT,
                        "%.1f",
                        Polygons.area(tracing.contour()) * spacing.pixelAreaMm2() / 100)))
        .orElse("");
  }

  /** Why going on stopped here and how much waits, a line each; empty elsewhere. */
  String attention() {
    Reviewing.Stop stop = presenter.reviewing().stopProperty().get();
    if (stop == null) {
      return "";
    }
    Attention why = stop.why();
    if (why == null) {
      boolean set = presenter.reviewing().progress().marksSet();
      return text.get(set ? "hud.nothing-left" : "hud.nothing-left.marks");
    }
    return why.reasons().stream()
            .filter(r -> why.reasons().size() == 1 || !(r instanceof Attention.Reason.NotReviewed))
            .map(this::reason)
            .distinct()
            .collect(Collectors.joining("\n"))
        + "\n"
        + text.get("hud.left", stop.waiting());
  }

  private String reason(Attention.Reason reason) {
    return switch (reason) {
      case Attention.Reason.Finding(var flag) -> finding(flag);
      case Attention.Reason.Unsure(var structure, var confidence) ->
          text.get("hud.unsure", text.name(structure), Confidence.figure(confidence));
      case Attention.Reason.EndSlice() -> text.get("hud.end-slice");
      case Attention.Reason.NotReviewed() -> text.get("hud.not-reviewed");
    };
  }

  /** In a few words where there are such, else in the finding's own. */
  private String finding(Flag flag) {
    String key = "flag." + flag.code();
    return text.keys().contains(key) ? text.get(key) : flag.message();
  }

  private String mark(FrameKey frame) {
    for (Mark mark : Mark.values()) {
      PhaseMark set = presenter.document().mark(mark);
      if (set != null && set.phase() == frame.phase()) {
        return "  ·  " + mark.name();
      }
    }
    return "";
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
  }
}
