package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Study;
import ventricle.engine.review.Mark;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.AuditLog;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.StudyEntry;
import ventricle.engine.store.db.StudyLock;
import ventricle.engine.store.db.StudyLocks.Answer;
import ventricle.engine.store.db.StudyRow;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.Phantoms;

class WorklistUiTest extends WorkstationTest {

  private static StudyKey key() throws Exception {
    Study study = StudyReader.read(List.of(Desk.study()), Progress.NONE, new CancelToken());
    return StudyKey.of(study);
  }

  private Database backDoor() throws Exception {
    return Database.open(desk.database());
  }

  @SuppressWarnings("unchecked")
  private TableView<StudyRow> list() {
    return robot.lookup("#worklist").queryAs(TableView.class);
  }

  private void waitForRows(int rows) throws Exception {
    waitUntil(() -> isThere("#worklist") && list().getItems().size() == rows && settledList());
  }

  private boolean settledList() {
    return workstation.settled();
  }

  private void showWorklist() {
    robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
  }

  /** Presses the button of a dialog that is neither OK nor Cancel. */
  private void takeOver() throws Exception {
    DialogPane pane = robot.lookup("#dialog").queryAs(DialogPane.class);
    ButtonType offered =
        pane.getButtonTypes().stream()
            .filter(type -> type.getButtonData() == ButtonBar.ButtonData.LEFT)
            .findFirst()
            .orElseThrow();
    fx(() -> ((Button) pane.lookupButton(offered)).fire());
  }

  private Optional<StudyLock> holder() throws Exception {
    try (Database database = backDoor()) {
      return database.locks().holder(key());
    }
  }

  @Test
  void whatWasOpenedIsOnTheListAndOpensFromItByKeyboard() throws Exception {
    openAnalysed();
    assertThat(fx(() -> workstation.stage().getTitle())).isEqualTo("Ventricle");
    assertThat(holder().orElseThrow().reader()).isEqualTo(Desk.READER);
    showWorklist();
    waitForRows(1);
    waitUntil(() -> holder().isEmpty());
    TextField search = robot.lookup("#worklist-search").queryAs(TextField.class);
    fx(() -> search.setText("nobody of this name"));
    waitForRows(0);
    fx(() -> search.setText(""));
    waitForRows(1);
    fx(search::requestFocus);
    press(KeyCode.DOWN);
    waitUntil(() -> list().getSelectionModel().getSelectedItem() != null);
    press(KeyCode.ENTER);
    settle();
    assertThat(fx(() -> presenter().readOnly())).isFalse();
  }

  @Test
  void theSecondIsToldWhoHasTheStudyAndMayTakeItOver() throws Exception {
    try (Database database = backDoor()) {
      assertThat(database.locks().acquire(key(), "ben", "desk-2")).isInstanceOf(Answer.Held.class);
    }
    openAnalysed();
    assertThat(dialog()).contains("ben", "desk-2");
    assertThat(fx(() -> presenter().readOnly())).isTrue();
    assertThat(text("#header-state")).contains("read-only");
    takeOver();
    waitUntil(
        () -> workstation.openStudy().filter(open -> !open.presenter().readOnly()).isPresent());
    assertThat(holder().orElseThrow().reader()).isEqualTo(Desk.READER);
  }

  @Test
  void whoeverIsTakenOverIsToldAndKeepsTheWorkButChangesNothingMore() throws Exception {
    openAnalysed();
    fx(() -> presenter().setMark(Mark.ED, 2));
    waitUntil(() -> holder().isPresent());
    try (Database database = backDoor()) {
      database.locks().takeOver(holder().orElseThrow(), "ben", "desk-2");
    }
    assertThat(dialog()).contains("ben", "desk-2", "your work until then is kept");
    answer(ButtonType.OK);
    assertThat(fx(() -> presenter().readOnly())).isTrue();
    for (String control : List.of("#tool-brush", "#accept-contour", "#accept-study", "#sign")) {
      assertThat(robot.lookup(control).query().isDisabled()).as(control).isTrue();
    }
    fx(() -> presenter().setMark(Mark.ED, 4));
    assertThat(document().ed().phase()).isEqualTo(2);
    assertThat(dialog()).contains("ben");
    answer(ButtonType.OK);
    assertThat(holder().orElseThrow().reader()).as("not taken back").isEqualTo("ben");
  }

  @Test
  void aDatabaseThatGoesAwayInMidEditIsSaidToAndTheWorkIsKept() throws Exception {
    openAnalysed();
    waitUntil(() -> holder().isPresent());
    Files.move(desk.user().database(), folder.resolve("aside.db"));
    fx(() -> presenter().setMark(Mark.ED, 2));
    assertThat(document().ed().phase()).isEqualTo(2);
    assertThat(dialogs()).as("an edit asks nothing of the database").isZero();
    showWorklist();
    waitUntil(
        () -> robot.lookup("#worklist-trouble").tryQuery().map(Node::isVisible).orElse(false));
    Files.move(folder.resolve("aside.db"), desk.user().database());
    fx(() -> robot.lookup("#worklist-retry").queryAs(Button.class).fire());
    waitUntil(() -> !robot.lookup("#worklist-trouble").query().isVisible());
    waitForRows(1);
    open(Desk.study());
    assertThat(document().ed().phase()).as("the edit was kept").isEqualTo(2);
  }

  @Test
  void whatIsDoneIsInTheAudit() throws Exception {
    openAnalysed();
    fx(() -> presenter().deleteContour());
    showWorklist();
    waitForRows(1);
    waitUntil(() -> actions().contains("closed"));
    assertThat(actions()).startsWith("opened").contains("edited").endsWith("closed");
  }

  private List<String> actions() throws Exception {
    try (Database database = backDoor()) {
      return database.audit(new AuditHeads(folder.resolve("other-heads.json"))).of(key()).stream()
          .map(AuditLog.Row::action)
          .toList();
    }
  }

  @Test
  void aFolderOfStudiesIsAddedAndWhatIsNoStudyIsCounted() throws Exception {
    Files.createDirectories(folder.resolve("many").resolve("empty"));
    Path one = Files.createDirectories(folder.resolve("many").resolve("one"));
    try (Stream<Path> files = Files.list(Desk.study())) {
      for (Path file : files.toList()) {
        Files.copy(file, one.resolve(file.getFileName()));
      }
    }
    fx(() -> workstation.addStudies(folder.resolve("many")));
    assertThat(dialog())
        .contains("1 study is on the list now; 1 folder held none that can be read.");
    answer(ButtonType.OK);
    waitForRows(1);
  }

  @Test
  void aStudyIsTakenOffTheListAfterAQuestionAndItsFilesAndWorkStay() throws Exception {
    openAnalysed();
    fx(() -> presenter().setMark(Mark.ED, 2));
    showWorklist();
    waitForRows(1);
    Button remove = robot.lookup("#worklist-remove").queryAs(Button.class);
    fx(() -> list().getSelectionModel().clearSelection());
    assertThat(remove.isDisabled()).as("nothing is chosen").isTrue();
    fx(() -> list().getSelectionModel().select(0));
    Platform.runLater(remove::fire);
    assertThat(dialog()).contains("off the list", "stay where they are");
    answer(ButtonType.CANCEL);
    assertThat(list().getItems()).hasSize(1);
    fx(() -> list().requestFocus());
    robot.press(KeyCode.DELETE).release(KeyCode.DELETE);
    assertThat(dialog()).contains("off the list");
    answer(ButtonType.OK);
    waitForRows(0);
    waitUntil(() -> actions().getLast().equals("removed"));
    open(Desk.study());
    assertThat(document().ed().phase()).as("the work is kept").isEqualTo(2);
    showWorklist();
    waitForRows(1);
  }

  @Test
  void whatOthersDidIsOnTheListWhenTheWindowIsComeBackToAndTheChosenStudyStaysChosen()
      throws Exception {
    openAnalysed();
    showWorklist();
    waitForRows(1);
    fx(() -> list().getSelectionModel().select(0));
    StudyRow chosen = list().getSelectionModel().getSelectedItem();
    fx(() -> workstation.stage().hide());
    try (Database database = backDoor()) {
      Study another = Phantoms.small(77).study();
      database.worklist().enter(StudyEntry.of(another, List.of(folder.resolve("elsewhere"))));
    }
    fx(() -> workstation.stage().show());
    waitForRows(2);
    assertThat(list().getSelectionModel().getSelectedItem().key()).isEqualTo(chosen.key());
    assertThat(fx(() -> list().getSelectionModel().getSelectedIndex()))
        .as("the other is newer")
        .isEqualTo(1);
  }
}
