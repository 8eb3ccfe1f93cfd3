package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import javafx.application.Platform;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import ventricle.app.action.Action;
import ventricle.app.review.ToolKind;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.SignedVersion;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.SignedContent;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.AuditLog;
import ventricle.engine.store.db.Database;
import ventricle.engine.store.db.StudyRow;
import ventricle.engine.store.db.Worklist;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.RealModels;

/** From draft to ready, signed, amended and signed again, in the window. */
class StudyLifeUiTest extends WorkstationTest {

  private static final EnumSet<Structure> ALL = EnumSet.allOf(Structure.class);

  private SortedSet<FrameKey> inUse() throws Exception {
    return ReviewProgress.framesInUse(document());
  }

  private boolean seen(FrameKey frame) throws Exception {
    return fx(() -> presenter().reviewing().looks().seen(frame));
  }

  private void acceptStudy() throws Exception {
    press(KeyCode.CONTROL, KeyCode.ENTER);
  }

  private void ready() throws Exception {
    openAnalysed();
    waitUntil(() -> presenter().reviewing().looks().seen().size() == 10);
    acceptStudy();
    assertThat(document().state()).isEqualTo(StudyState.READY);
  }

  /** Signs with the key, the name typed letter by letter. */
  private void sign(String typed) throws Exception {
    askToSign();
    type("#sign-name", typed);
    answer(ButtonType.OK);
    waitUntil(() -> presenter().document().state() == StudyState.SIGNED);
  }

  private void askToSign() throws Exception {
    Platform.runLater(() -> workstation.run(Action.SIGN));
    waitUntil(() -> robot.lookup("#sign-name").tryQuery().isPresent());
  }

  private void type(String field, String text) throws Exception {
    TextField node = robot.lookup(field).queryAs(TextField.class);
    fx(() -> node.setText(""));
    for (int i = 1; i <= text.length(); i++) {
      String part = text.substring(0, i);
      fx(() -> node.setText(part));
    }
  }

  private boolean canAnswerYes() throws Exception {
    DialogPane pane = robot.lookup("#dialog").queryAs(DialogPane.class);
    return fx(() -> !pane.lookupButton(ButtonType.OK).isDisabled());
  }

  private void amend(String reason) throws Exception {
    Platform.runLater(() -> robot.lookup("#sign").queryButton().fire());
    waitUntil(() -> robot.lookup("#amend-reason").tryQuery().isPresent());
    assertThat(canAnswerYes()).as("an amendment needs a reason").isFalse();
    type("#amend-reason", reason);
    answer(ButtonType.OK);
    assertThat(document().state()).isEqualTo(StudyState.AMENDED);
  }

  @Test
  void acceptingTheStudyNamesTheFramesThatWereNeverOnScreenAndLeadsToThem() throws Exception {
    openAnalysed();
    waitUntil(() -> presenter().reviewing().looks().seen().size() == 10);
    FrameKey first = inUse().first();
    FrameKey last = inUse().last();
    fx(() -> presenter().go(first));
    fx(() -> presenter().overlays().structuresProperty().set(EnumSet.of(Structure.RV_ENDO)));
    fx(
        () ->
            presenter()
                .apply(
                    new Edit.RemoveContour(new ContourKey(last, Structure.LV_ENDO), Desk.READER)));
    assertThat(seen(last)).as("seen before it changed, not after").isFalse();

    acceptStudy();

    assertThat(document().state()).isEqualTo(StudyState.DRAFT);
    Pane list = robot.lookup("#not-looked-at").queryAs(Pane.class);
    assertThat(list.isVisible()).isTrue();
    assertThat(ReviewProgress.of(document()).remaining()).containsExactly(last);
    Hyperlink link =
        robot
            .lookup("#not-looked-at-" + last.slice() + "-" + last.phase())
            .queryAs(Hyperlink.class);
    assertThat(link.getText()).isEqualTo("slice " + (last.slice() + 1) + " ES");
    fx(link::fire);
    assertThat(presenter().frame()).isEqualTo(last);
    assertThat(seen(last)).as("its contours are hidden").isFalse();
    fx(() -> presenter().overlays().structuresProperty().set(ALL));
    waitUntil(() -> !list.isVisible());

    robot.clickOn("#accept-study");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(document().state()).isEqualTo(StudyState.READY);
    assertThat(text("#header-state")).contains("ready");
    assertThat(text("#header-reviewed")).endsWith("10 / 10");
  }

  @Test
  void aStudyIsSignedOnlyWhenEveryFrameInUseIsReviewed() throws Exception {
    openAnalysed();
    Platform.runLater(() -> workstation.run(Action.SIGN));

    assertThat(dialog()).contains("10 frames in use are not reviewed yet.");
    answer(ButtonType.OK);
    assertThat(document().state()).isEqualTo(StudyState.DRAFT);
  }

  @Test
  void signingAsksForTheReadersOwnNameAndSaysThatNobodyChecksIt() throws Exception {
    ready();
    askToSign();
    assertThat(dialog()).contains("not an authenticated signature", "10 frames reviewed");
    assertThat(canAnswerYes()).isFalse();
    type("#sign-name", "eve");
    assertThat(canAnswerYes()).as("somebody else's name").isFalse();
    type("#sign-name", "Ada ");
    assertThat(canAnswerYes()).isTrue();
    type("#sign-shown-name", "Dr Ada Lovelace");
    answer(ButtonType.OK);
    waitUntil(() -> presenter().document().state() == StudyState.SIGNED);

    SignedVersion version = document().signatures().versions().getFirst();
    assertThat(version.name()).isEqualTo("Dr Ada Lovelace");
    assertThat(version.reader()).isEqualTo(Desk.READER);
    assertThat(version.intact()).isTrue();
    assertThat(SignedContent.numbers(version))
        .isEqualTo(fx(() -> presenter().measurementsProperty().get()));
    assertThat(text("#study-life")).contains("Dr Ada Lovelace", "account ada", "version 1");
    assertThat(desk.preferences().load().displayName()).isEqualTo("Dr Ada Lovelace");
  }

  @Test
  void aSignedStudyIsReadOnlyAndSurvivesClosingTheProgram() throws Exception {
    ready();
    sign("ada");
    var before = document();

    fx(() -> workstation.run(Action.TOOL_NUDGE));
    assertThat(fx(() -> presenter().toolProperty().get())).isEqualTo(ToolKind.BROWSE);
    assertThat(robot.lookup("#accept-contour").queryButton().isDisabled()).isTrue();
    assertThat(robot.lookup("#accept-study").queryButton().isDisabled()).isTrue();
    Platform.runLater(() -> workstation.run(Action.DELETE_CONTOUR));
    assertThat(dialog()).contains("signed; open it for amendment");
    answer(ButtonType.OK);
    assertThat(document()).isEqualTo(before);

    closeProgram();
    workstation = sit();
    open(Desk.study());
    assertThat(document()).isEqualTo(before);
    assertThat(text("#study-life")).contains("Signed by ada");
    assertThat(text("#sign")).isEqualTo("Amend…");
  }

  @Test
  void anAmendmentMakesANewVersionAndKeepsTheOldOneWhichCanBeExported() throws Exception {
    ready();
    sign("ada");
    var signed = document();
    double edv = fx(() -> presenter().measurementsProperty().get().lv().edvMl());
    amend("basal slice too large");
    assertThat(text("#study-life")).contains("Version 1 is signed and kept", "basal slice");

    press(KeyCode.D);
    press(KeyCode.DELETE);
    assertThat(document().state()).isEqualTo(StudyState.AMENDED);
    assertThat(fx(() -> presenter().measurementsProperty().get().lv().edvMl())).isLessThan(edv);
    press(KeyCode.ENTER);
    sign("ada");

    assertThat(document().signatures().versions()).hasSize(2);
    assertThat(SignedContent.document(document(), 1)).isEqualTo(signed);
    assertThat(document().signatures().amendments().getFirst().reason())
        .isEqualTo("basal slice too large");
    assertThat(fx(() -> presenter().undoStep())).isEmpty();
  }

  @Test
  void whatIsReadySignedAndAmendedOnANextDayReachesTheSharedDatabase() throws Exception {
    ready();
    StudyKey key =
        StudyKey.of(StudyReader.read(List.of(Desk.study()), Progress.NONE, new CancelToken()));
    try (Database database = Database.open(desk.database())) {
      waitUntil(() -> database.documents().all(key).size() == 1);
      assertThat(database.documents().all(key).getFirst())
          .matches(handedIn -> !handedIn.signed() && handedIn.state() == StudyState.READY);
      sign("ada");
      waitUntil(() -> stage(database, key) == Worklist.Stage.SIGNED);
      waitUntil(() -> database.documents().all(key).getFirst().signed());
      assertThat(database.documents().all(key)).hasSize(1);
      assertThat(database.documents().all(key).getFirst().hash())
          .isEqualTo(document().signatures().versions().getFirst().sha256());

      closeProgram();
      workstation = sit();
      open(Desk.study());
      assertThat(robot.lookup("#tool-brush").query().isDisabled()).isTrue();
      amend("basal slice too large");
      assertThat(robot.lookup("#tool-brush").query().isDisabled()).isFalse();
      waitUntil(() -> stage(database, key) == Worklist.Stage.AMENDED);
      assertThat(database.locks().holder(key)).isPresent();
      waitUntil(
          () ->
              database.audit(new AuditHeads(desk.user().auditHeads())).of(key).stream()
                  .map(AuditLog.Row::action)
                  .toList()
                  .containsAll(List.of("signed", "amended")));
    }
  }

  @Test
  void whatBecameReadyWithoutTheDatabaseIsHandedInWhenItIsOpenedAgain() throws Exception {
    ready();
    StudyKey key =
        StudyKey.of(StudyReader.read(List.of(Desk.study()), Progress.NONE, new CancelToken()));
    try (Database database = Database.open(desk.database())) {
      waitUntil(() -> database.documents().all(key).size() == 1);
    }
    closeProgram();
    try (Connection door = DriverManager.getConnection("jdbc:sqlite:" + desk.user().database());
        Statement statement = door.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM committed_document")).isEqualTo(1);
    }

    workstation = sit();
    open(Desk.study());

    try (Database database = Database.open(desk.database())) {
      waitUntil(() -> database.documents().all(key).size() == 1);
    }
  }

  private static Worklist.@Nullable Stage stage(Database database, StudyKey key)
      throws StoreException {
    return database.worklist().find(key, Desk.READER).map(StudyRow::stage).orElse(null);
  }

  @Test
  void whatWasSeenAndAcceptedIsThereOnTheNextDay() throws Exception {
    openAnalysed();
    waitUntil(() -> presenter().reviewing().looks().seen().size() == 10);
    closeProgram();
    workstation = sit();
    open(Desk.study());

    assertThat(document().looks()).containsKeys(inUse().toArray(FrameKey[]::new));
    assertThat(document().looks().values())
        .allSatisfy(look -> assertThat(look.reader()).isEqualTo(Desk.READER));
  }

  @Test
  void whenTheDiskTakesNothingTheWorkIsSavedElsewhereAndTakenUpAgain() throws Exception {
    Path journals = desk.user().journals();
    Files.createDirectories(journals.getParent());
    Files.writeString(journals, "a file where the folder should be");
    withoutModels();
    assertThat(dialog()).contains("cannot be written to the disk");
    closeDialogs();
    FrameKey frame = fx(() -> presenter().frame());
    Contour circle = Contour.of(new double[] {40, 60, 50}, new double[] {40, 40, 60});
    Edit draw =
        new Edit.SetContour(
            new ContourKey(frame, Structure.LV_ENDO),
            new Tracing(circle, new Provenance.Manual(Desk.READER)),
            Gesture.DRAW);
    fx(() -> presenter().apply(draw));
    assertThat(dialog()).contains("could not be stored", "kept in memory");
    closeDialogs();
    assertThat(text("#unsaved"))
        .isEqualTo("1 change is in memory only: the disk does not take it.");
    var kept = document();
    Platform.runLater(() -> workstation.run(Action.CLOSE_STUDY));
    assertThat(dialog()).contains("They are lost when the study is closed now.");
    answer(ButtonType.CANCEL);
    assertThat(workstation.openStudy()).as("not closed").isPresent();

    Path stick = Files.createDirectories(folder.resolve("stick"));
    fx(() -> workstation.saveCopyTo(stick));
    assertThat(dialog()).contains("Copy saved");
    closeDialogs();
    Path copy;
    try (var files = Files.list(stick)) {
      copy = files.findFirst().orElseThrow();
    }

    closeProgram();
    Files.delete(journals);
    withoutModels();
    assertThat(document().readerLayer()).isEmpty();
    fx(() -> workstation.takeUpCopy(copy));
    closeDialogs();
    assertThat(document().readerLayer()).isEqualTo(kept.readerLayer());
    assertThat(fx(() -> robot.lookup("#unsaved").query().getParent().isVisible())).isFalse();
  }

  private void withoutModels() throws Exception {
    closeProgram();
    workstation = fx(() -> desk.sitDown(stage(), RealModels.none()));
    open(Desk.study());
  }

  private void closeProgram() throws Exception {
    fx(
        () -> {
          workstation.shutDown();
          workstation.stage().hide();
        });
  }

  private void closeDialogs() throws Exception {
    while (dialogs() > 0) {
      answer(ButtonType.OK);
    }
  }
}
