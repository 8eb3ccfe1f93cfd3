package ventricle.app.worklist;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Duration;

/** Looks again at what others may have changed: when the window is come back to, and in between. */
final class LookingAgain {

  private static final Duration PAUSE = Duration.seconds(30);

  private LookingAgain() {}

  /**
   * @param node nothing is done while it is in no window that shows
   * @param look on the JavaFX thread; must not wait
   */
  static void at(Node node, Runnable look) {
    Timeline inBetween = new Timeline(new KeyFrame(PAUSE, e -> look.run()));
    inBetween.setCycleCount(Animation.INDEFINITE);
    ObservableValue<Window> window = node.sceneProperty().flatMap(Scene::windowProperty);
    window
        .flatMap(Window::showingProperty)
        .orElse(false)
        .subscribe(
            shows -> {
              if (shows) {
                inBetween.playFromStart();
              } else {
                inBetween.stop();
              }
            });
    window
        .flatMap(Window::focusedProperty)
        .orElse(false)
        .subscribe(
            focused -> {
              if (focused) {
                look.run();
              }
            });
  }
}
