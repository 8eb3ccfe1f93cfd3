package ventricle.app.review;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import ventricle.app.action.Action;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Mark;
import ventricle.viewer.canvas.CineCanvas;
import ventricle.viewer.cine.CineClock;
import ventricle.viewer.cine.WindowLevel;
import ventricle.viewer.grid.SliceGrid;
import ventricle.viewer.tool.ContourStep;
import ventricle.viewer.view.Viewport;

/**
 * What the actions of the catalogue do on the review screen.
 *
 * @param ownWindow brightness and contrast to come back to
 */
record ScreenActions(
    ReviewPresenter presenter,
    CineClock clock,
    CineCanvas canvas,
    SliceGrid grid,
    Tools tools,
    WindowLevel ownWindow) {

  /** Empty when the action does not concern this screen alone. */
  Optional<Runnable> handler(Action action) {
    return Optional.ofNullable(
        switch (action) {
          case PLAY -> clock::togglePlaying;
          case PREVIOUS_PHASE -> () -> clock.step(-1);
          case NEXT_PHASE -> () -> clock.step(1);
          case PREVIOUS_SLICE -> () -> presenter.stepSlice(-1);
          case NEXT_SLICE -> () -> presenter.stepSlice(1);
          case GO_TO_ED -> () -> pausedAt(Mark.ED);
          case GO_TO_ES -> () -> pausedAt(Mark.ES);
          case SET_ED -> () -> presenter.setMark(Mark.ED, clock.getPhase());
          case SET_ES -> () -> presenter.setMark(Mark.ES, clock.getPhase());
          case FIT -> () -> canvas.viewportProperty().set(Viewport.FIT);
          case ZOOM_HEART ->
              () -> HeartView.of(presenter).ifPresent(canvas.viewportProperty()::set);
          case ZOOM_IN -> () -> zoom(1.25);
          case ZOOM_OUT -> () -> zoom(0.8);
          case RESET_WINDOW -> () -> canvas.windowLevelProperty().set(ownWindow);
          case HIDE_OVERLAYS -> () -> presenter.overlays().hiddenProperty().set(true);
          case TOGGLE_CONTOURS -> () -> flip(presenter.overlays().contoursProperty());
          case TOGGLE_INSERTION -> () -> flip(presenter.overlays().insertionProperty());
          case TOGGLE_HEATMAP -> () -> flip(presenter.overlays().heatmapProperty());
          case NEXT_HEATMAP_SOURCE ->
              () -> presenter.overlays().showNextSource(presenter.structureProperty().get());
          case TOGGLE_ALL_PHASES -> () -> flip(grid.allPhasesProperty());
          case TOOL_BROWSE -> () -> presenter.toolProperty().set(ToolKind.BROWSE);
          case TOOL_WINDOW -> () -> presenter.toolProperty().set(ToolKind.WINDOW);
          case TOOL_PAN -> () -> presenter.toolProperty().set(ToolKind.PAN);
          case TOOL_POINTS -> () -> edit(ToolKind.POINTS);
          case TOOL_NUDGE -> () -> edit(ToolKind.NUDGE);
          case TOOL_BRUSH -> () -> edit(ToolKind.BRUSH);
          case TOOL_ERASER -> () -> edit(ToolKind.ERASER);
          case TOOL_REDRAW -> () -> edit(ToolKind.REDRAW);
          case TOOL_TRANSFORM -> () -> edit(ToolKind.TRANSFORM);
          case TOOL_DRAW -> () -> edit(ToolKind.DRAW);
          case TOOL_DRAW_POINTS -> () -> edit(ToolKind.DRAW_POINTS);
          case SMALLER -> () -> tools.resize(presenter.toolProperty().get(), -1);
          case LARGER -> () -> tools.resize(presenter.toolProperty().get(), 1);
          case SMOOTH_CONTOUR -> () -> canvas.apply(ContourStep.SMOOTH);
          case GROW_CONTOUR -> () -> canvas.apply(ContourStep.GROW);
          case SHRINK_CONTOUR -> () -> canvas.apply(ContourStep.SHRINK);
          case PICK_LV_ENDO -> () -> pick(Structure.LV_ENDO);
          case PICK_LV_EPI -> () -> pick(Structure.LV_EPI);
          case PICK_RV_ENDO -> () -> pick(Structure.RV_ENDO);
          case PICK_LV_PAPILLARY -> () -> pick(Structure.LV_PAPILLARY);
          case TOGGLE_PAPILLARY -> presenter::togglePapillary;
          case DELETE_CONTOUR -> presenter::deleteContour;
          case REVERT_CONTOUR -> presenter::revertContour;
          case UNDO -> presenter::undo;
          case REDO -> presenter::redo;
          case ACCEPT_CONTOUR -> this::accept;
          case ACCEPT_AND_NEXT -> this::acceptAndGoOn;
          case NEXT_ATTENTION -> this::goOn;
          case NEXT_LEAST_SURE -> this::goToLeastSure;
          default -> null;
        });
  }

  private static void flip(BooleanProperty property) {
    property.set(!property.get());
  }

  private void pick(Structure structure) {
    presenter.structureProperty().set(structure);
  }

  private void edit(ToolKind kind) {
    clock.playingProperty().set(false);
    if (!presenter.readOnly()) {
      presenter.overlays().contoursProperty().set(true);
      presenter.toolProperty().set(kind);
    }
  }

  private void pausedAt(Mark mark) {
    clock.playingProperty().set(false);
    presenter.go(mark);
  }

  private boolean accept() {
    clock.playingProperty().set(false);
    return presenter.reviewing().acceptFrame();
  }

  private void acceptAndGoOn() {
    if (accept()) {
      goOn();
    }
  }

  private void goOn() {
    clock.playingProperty().set(false);
    presenter.reviewing().goToNext();
  }

  private void goToLeastSure() {
    clock.playingProperty().set(false);
    presenter.reviewing().goToLeastSure();
  }

  private void zoom(double factor) {
    canvas
        .viewportProperty()
        .set(
            canvas
                .transform()
                .zoomedAbout(
                    canvas.viewportProperty().get(),
                    factor,
                    canvas.getWidth() / 2,
                    canvas.getHeight() / 2));
  }
}
