package ventricle.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Scale;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import ventricle.app.cli.Console;
import ventricle.app.cli.Context;
import ventricle.app.cli.ExitCode;
import ventricle.app.review.Overlays;
import ventricle.engine.inference.ExplanationSource;

/** Waits until the window shows everything that was asked for, writes its picture and closes it. */
final class Snapshot {

  private static final Duration LOOK = Duration.millis(100);
  private static final int QUIET_LOOKS = 8;
  private static final Duration LONGEST = Duration.minutes(5);

  private final Workstation workstation;
  private final Context.OpenRequest request;
  private final Console console;
  private int quiet;
  private int looks;
  private boolean heatmapWanted;

  Snapshot(Workstation workstation, Context.OpenRequest request, Console console) {
    this.workstation = workstation;
    this.request = request;
    this.console = console;
    this.heatmapWanted = request.heatmap();
  }

  /**
   * One look after the other, each in a pulse of its own, so that what changed is drawn between.
   */
  void take(IntConsumer exit) {
    PauseTransition pause = new PauseTransition(LOOK);
    pause.setOnFinished(e -> look(exit));
    pause.play();
  }

  private void look(IntConsumer exit) {
    looks++;
    quiet = workstation.settled() ? quiet + 1 : 0;
    if (quiet >= QUIET_LOOKS && heatmapWanted && workstation.openStudy().isPresent()) {
      heatmapWanted = false;
      quiet = 0;
      if (!showHeatmap(workstation.openStudy().get().presenter().overlays())) {
        leave(exit, ExitCode.USAGE);
        return;
      }
    }
    if (looks > LONGEST.toMillis() / LOOK.toMillis()) {
      leave(exit, ExitCode.MISSING_PARTS);
    } else if (quiet >= QUIET_LOOKS) {
      leave(exit, write());
    } else {
      take(exit);
    }
  }

  private void leave(IntConsumer exit, int code) {
    exit.accept(code);
    workstation.shutDown();
    workstation.stage().hide();
  }

  /** False when the source asked for is not there. */
  private boolean showHeatmap(Overlays overlays) {
    String name = request.heatmapSource();
    if (name != null) {
      Optional<ExplanationSource> source = overlays.source(name);
      if (source.isEmpty()) {
        String known =
            overlays.sources().stream()
                .map(ExplanationSource::id)
                .collect(Collectors.joining(", "));
        console.say("ventricle: no heatmap comes from '" + name + "'; there are: " + known);
        return false;
      }
      overlays.sourceProperty().set(source.get());
    }
    overlays.heatmapProperty().set(true);
    return true;
  }

  private int write() {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(new Scale(request.scale(), request.scale()));
    WritableImage picture = workstation.stage().getScene().getRoot().snapshot(parameters, null);
    Path file = Objects.requireNonNull(request.snapshot());
    try {
      if (!ImageIO.write(SwingFXUtils.fromFXImage(picture, null), "png", file.toFile())) {
        console.say("ventricle: " + file + ": cannot be written as PNG");
        return ExitCode.UNEXPECTED;
      }
      console.result(file.toString());
      return ExitCode.DONE;
    } catch (IOException e) {
      console.say("ventricle: " + file + ": cannot be written");
      return ExitCode.UNEXPECTED;
    }
  }
}
