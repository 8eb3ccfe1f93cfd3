package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.app.action.Action;
import ventricle.engine.dicom.DataSet;
import ventricle.engine.dicom.DicomReader;
import ventricle.engine.dicom.DicomWriter;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.Uids;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.domain.Vector3;
import ventricle.engine.phantom.Phantom;
import ventricle.engine.phantom.PhantomOptions;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.support.Phantoms;
import ventricle.viewer.longaxis.LongAxisView;

/**
 * A long-axis cine beside the short axis. Its images are those of a slice of the phantom; what
 * counts is where its plane lies: upright through the middle of the stack.
 */
class LongAxisUiTest extends WorkstationTest {

  private static final String SERIES = Uids.generate();

  private Path withLongAxis() throws IOException, UnusableInputException {
    Path all = Files.createDirectories(folder.resolve("study"));
    try (var files = Files.walk(Desk.study())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, all.resolve(Uids.generate()));
      }
    }
    CineStack stack = Desk.PHANTOM.study().stack();
    try (var files = Files.walk(Desk.study())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        DataSet image = DicomReader.open(file, "phantom").dataSet();
        String uid = image.string(Tags.SOP_INSTANCE_UID).orElseThrow();
        for (int phase = 0; phase < stack.phases(); phase++) {
          var frame = stack.frame(new FrameKey(2, phase)).orElseThrow();
          if (frame.source().sopInstanceUid().equals(uid)) {
            DataSet turned = turned(image, stack, frame.pixels());
            DicomWriter.write(all.resolve("L" + phase), turned);
          }
        }
      }
    }
    return all;
  }

  private static DataSet turned(DataSet image, CineStack stack, Pixels pixels) {
    Slice middle = stack.slice(2);
    Vector3 row = middle.rowDirection();
    Vector3 column = middle.normal();
    double mm = middle.spacing().column();
    Vector3 centre =
        middle.toPatient(new Point((middle.columns() - 1) / 2.0, (middle.rows() - 1) / 2.0));
    Vector3 corner =
        centre
            .minus(row.times(mm * (middle.columns() - 1) / 2.0))
            .minus(column.times(mm * (middle.rows() - 1) / 2.0));
    short[] stored = new short[pixels.size()];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (short) pixels.stored(i);
    }
    return image.toBuilder()
        .set(Tags.SOP_INSTANCE_UID, Uids.generate())
        .set(Tags.SERIES_INSTANCE_UID, SERIES)
        .set(Tags.SERIES_DESCRIPTION, "cine 4ch")
        .set(Tags.IMAGE_POSITION_PATIENT, corner.x(), corner.y(), corner.z())
        .set(
            Tags.IMAGE_ORIENTATION_PATIENT,
            row.x(),
            row.y(),
            row.z(),
            column.x(),
            column.y(),
            column.z())
        .setPixels(stored)
        .build();
  }

  @Test
  void standsBesideTheImageInStepAndTheSliceIsALineThatFollows() throws Exception {
    open(withLongAxis());
    Node panel = robot.lookup("#long-axis").query();
    assertThat(panel.isVisible()).isFalse();
    fx(() -> presenter().go(new FrameKey(2, 4)));
    press(KeyCode.L);
    assertThat(panel.isVisible()).isTrue();
    LongAxisView view = robot.lookup("#long-axis-1").queryAs(LongAxisView.class);
    assertThat(view.frame()).isEqualTo(new FrameKey(0, 4));
    Point middle = fx(() -> view.line().orElseThrow().from());
    press(KeyCode.RIGHT);
    assertThat(view.frame()).isEqualTo(new FrameKey(0, 5));
    press(KeyCode.DOWN);
    Point lower = fx(() -> view.line().orElseThrow().from());
    assertThat(Math.abs(lower.y() - middle.y())).isGreaterThan(2);
    press(KeyCode.L);
    assertThat(panel.isVisible()).isFalse();
  }

  @Test
  void aPhantomShowsItsFourThreeAndTwoChamberCineWithTheSliceAcrossTheHeart() throws Exception {
    PhantomStudy phantom =
        Phantom.generate(PhantomOptions.small(7).withSlices(5).withLongAxis(true));
    open(Phantoms.write(phantom, folder.resolve("three")));
    fx(() -> presenter().go(new FrameKey(2, 4)));

    press(KeyCode.L);

    for (int i = 1; i <= 3; i++) {
      LongAxisView view = robot.lookup("#long-axis-" + i).queryAs(LongAxisView.class);
      assertThat(view.isVisible()).isTrue();
      assertThat(view.frame()).isEqualTo(new FrameKey(0, 4));
      assertThat(fx(view::line)).isPresent();
    }
    assertThat(robot.lookup("#long-axis .label").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .containsExactlyInAnyOrder(
            "Phantom cine 4-chamber", "Phantom cine 3-chamber", "Phantom cine 2-chamber");
  }

  @Test
  void whereThereIsNoneTheReaderIsTold() throws Exception {
    openAnalysed();
    fx(() -> workstation.run(Action.TOGGLE_LONG_AXIS));
    assertThat(dialog()).contains("no long-axis cine");
    answer(ButtonType.OK);
  }
}
