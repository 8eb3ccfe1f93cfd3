package ventricle.app.review;

import java.util.Locale;
import ventricle.app.text.Text;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.cine.WindowLevel;

/** The lines in the corners of the image. */
record HeadsUpText(Text text, ReviewPresenter presenter) {

  /** Slice, phase, window and zoom. */
  String place(CineCanvas canvas) {
    FrameKey frame = presenter.frame();
    WindowLevel window = canvas.windowLevelProperty().get();
    String place =
        text.get("hud.slice", frame.slice() + 1, presenter.stackProperty().get().sliceCount())
            + "  ·  "
            + text.get("hud.phase", frame.phase() + 1, presenter.stackProperty().get().phases())
            + mark(frame);
    String look =
        text.get("hud.window", whole(window.width()), whole(window.centre()))
            + "  ·  "
            + text.get("hud.zoom", String.format(Locale.ROOT, "%.1f", canvas.transform().scaleY()));
    return presenter.stackProperty().get().frame(frame).isEmpty()
        ? place + "\n" + text.get("hud.missing")
        : place + "\n" + look;
  }

  /** Area of the contour that tools edit. */
  String area() {
    Structure structure = presenter.structureProperty().get();
    PixelSpacing spacing =
        presenter.stackProperty().get().slice(presenter.sliceProperty().get()).spacing();
    if (spacing == null) {
      return "";
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
