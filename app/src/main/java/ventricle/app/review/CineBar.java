package ventricle.app.review;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.viewer.cine.CineClock;

/** Play, the rate, and what the lines of the time axis mean. */
final class CineBar extends HBox {

  CineBar(Text text, ReviewPresenter presenter, CineClock clock, Consumer<Action> run) {
    super(12);
    getStyleClass().add("cine-bar");
    setAlignment(Pos.CENTER_LEFT);
    FontIcon icon = new FontIcon(MaterialDesignP.PLAY);
    clock
        .playingProperty()
        .subscribe(on -> icon.setIconCode(on ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY));
    Button play = new Button(null, icon);
    play.setId("play");
    play.getStyleClass().add("play");
    play.setAccessibleText(text.get(Action.PLAY.textKey()));
    play.setTooltip(new Tooltip(Action.PLAY.tip(text)));
    play.setOnAction(e -> run.accept(Action.PLAY));
    Label rate = new Label();
    rate.getStyleClass().add("quiet");
    rate.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    text.get(
                        "axis.fps",
                        Math.round(
                            clock.isPlaying() && clock.achievedFpsProperty().get() > 0
                                ? clock.achievedFpsProperty().get()
                                : clock.getCycle().framesPerSecond())),
                clock.playingProperty(),
                clock.achievedFpsProperty(),
                clock.cycleProperty()));
    Region gap = new Region();
    setHgrow(gap, Priority.ALWAYS);
    HBox legend = new HBox(16);
    legend.getStyleClass().add("cycle-legend");
    Label volume = new Label(text.get("axis.lv-volume"));
    Label ed = new Label(text.get("axis.ped"));
    ed.getStyleClass().add("ed");
    Label es = new Label(text.get("axis.pes"));
    es.getStyleClass().add("es");
    presenter
        .documentProperty()
        .subscribe(
            d -> {
              boolean detected = d.detected() != null;
              ed.setVisible(detected);
              es.setVisible(detected);
            });
    Label jumps = new Label(text.get("axis.jumps"));
    jumps.getStyleClass().add("jump");
    jumps.managedProperty().bind(jumps.visibleProperty());
    presenter
        .findings()
        .allProperty()
        .subscribe(f -> jumps.setVisible(!presenter.findings().jumpingPhases().isEmpty()));
    legend.getChildren().addAll(volume, ed, es, jumps);
    Double rr = presenter.stackProperty().get().rrMs();
    if (rr != null) {
      legend.getChildren().add(new Label(text.get("axis.rr", Math.round(rr))));
    }
    getChildren().addAll(play, rate, gap, legend);
  }
}
