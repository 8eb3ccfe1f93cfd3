package ventricle.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/** Files and folders dropped on the window, whatever it shows. */
final class Drops {

  private Drops() {}

  /**
   * @param open called with what was dropped
   */
  static void accept(Node node, Consumer<List<Path>> open) {
    node.setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
          }
          e.consume();
        });
    node.setOnDragDropped(
        e -> {
          List<File> files = e.getDragboard().getFiles();
          e.setDropCompleted(!files.isEmpty());
          e.consume();
          if (!files.isEmpty()) {
            open.accept(files.stream().map(File::toPath).toList());
          }
        });
  }
}
