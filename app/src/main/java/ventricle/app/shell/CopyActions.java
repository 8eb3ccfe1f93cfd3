package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import ventricle.app.action.Action;
import ventricle.app.action.Keys;
import ventricle.app.review.ReviewPresenter;
import ventricle.app.text.Text;
import ventricle.engine.store.StoreException;

/** Copies of the work on the open study: a way out when the disk of the journal takes nothing. */
final class CopyActions {

  private final Text text;
  private final Stage stage;
  private final Dialogs dialogs;
  private final Messages messages;
  private final StudyPlace place;

  CopyActions(Text text, Stage stage, Dialogs dialogs, Messages messages, StudyPlace place) {
    this.text = text;
    this.stage = stage;
    this.dialogs = dialogs;
    this.messages = messages;
    this.place = place;
  }

  private Optional<ReviewPresenter> presenter() {
    return place.open().map(OpenStudy::presenter);
  }

  /** Asks for a folder and saves a copy there; whether there is one now. */
  boolean save() {
    if (presenter().isEmpty()) {
      return false;
    }
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(text.get("copy.choose"));
    File folder = chooser.showDialog(stage);
    return folder != null && saveTo(folder.toPath());
  }

  /** Saves a copy; whether that was possible. */
  boolean saveTo(Path folder) {
    ReviewPresenter presenter = presenter().orElse(null);
    if (presenter == null) {
      return false;
    }
    try {
      Path copy = presenter.saving().copyTo(folder);
      messages.done(
          "copy.done.title",
          text.get("copy.done", copy, Keys.shown(Action.TAKE_UP_COPY.keys().getFirst())));
      return true;
    } catch (StoreException e) {
      messages.notDone("copy.failed", String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Asks for a copy and goes on with the work in it. */
  void takeUp() {
    if (presenter().isEmpty()) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle(text.get("copy.take-up"));
    File file = chooser.showOpenDialog(stage);
    if (file != null) {
      takeUp(file.toPath());
    }
  }

  void takeUp(Path copy) {
    presenter()
        .ifPresent(
            presenter -> {
              try {
                presenter.saving().takeUp(copy);
                messages.done("copy.taken.title", text.get("copy.taken"));
              } catch (StoreException e) {
                messages.notDone("copy.unusable", String.valueOf(e.getMessage()));
              }
            });
  }

  /** Whether the open study may be closed: what is in memory only is tried and offered first. */
  boolean mayLeave() {
    ReviewPresenter presenter = presenter().orElse(null);
    if (presenter == null || presenter.saving().unsavedProperty().get() == 0) {
      return true;
    }
    ButtonType save = new ButtonType(text.get("leave.save"), ButtonData.YES);
    ButtonType lose = new ButtonType(text.get("leave.lose"), ButtonData.NO);
    String message =
        text.get("unsaved", presenter.saving().unsavedProperty().get()) + " " + text.get("leave");
    return dialogs
        .choose(text.get("leave.title"), message, save, lose)
        .map(way -> way == lose || save())
        .orElse(false);
  }
}
