package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ventricle.app.pacs.PacsDesk;
import ventricle.app.prefs.PacsSettings;
import ventricle.app.store.StoreDesk;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.dicom.deid.DeidOptions;
import ventricle.engine.dicom.web.Sent;
import ventricle.engine.dicom.web.StudyMatch;
import ventricle.engine.domain.Study;
import ventricle.engine.store.db.DatabaseAddress;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;
import ventricle.support.SmallArchive;

/**
 * An archive in the window: set up, asked, fetched from, sent to; and a study without a patient.
 */
class PacsUiTest extends WorkstationTest {

  private static final String SECRET = "s3cret";

  private SmallArchive archive;

  @Override
  void prepare() throws Exception {
    archive = new SmallArchive();
    archive.add(Desk.study());
    archive.lock("ada", SECRET);
  }

  @AfterEach
  void closeArchive() {
    archive.close();
  }

  private void shortcut(KeyCode... keys) {
    robot.press(KeyCode.CONTROL).press(keys).release(keys).release(KeyCode.CONTROL);
  }

  private void type(String id, String words) throws Exception {
    TextField field = robot.lookup(id).queryAs(TextField.class);
    fx(() -> field.setText(words));
  }

  @SuppressWarnings("unchecked")
  private void setUp(String password, boolean keep) throws Exception {
    shortcut(KeyCode.P);
    dialog();
    fx(
        () ->
            ((ChoiceBox<PacsSettings.Kind>) robot.lookup("#pacs-kind").queryAs(ChoiceBox.class))
                .setValue(PacsSettings.Kind.PASSWORD));
    type("#pacs-address", archive.address());
    type("#pacs-user", "ada");
    type("#pacs-secret", password);
    fx(() -> robot.lookup("#pacs-keep").queryAs(CheckBox.class).setSelected(keep));
    answer(ButtonType.OK);
  }

  private void fire(String id) throws Exception {
    Button button = robot.lookup(id).queryAs(Button.class);
    fx(button::fire);
  }

  private String status() throws Exception {
    return fx(() -> robot.lookup("#pacs-status").queryAs(Label.class).getText());
  }

  @SuppressWarnings("unchecked")
  private TableView<StudyMatch> table() {
    return robot.lookup("#pacs-table").queryAs(TableView.class);
  }

  private void find() throws Exception {
    fire("#pacs-find");
    waitUntil(() -> table().getItems().size() == 1);
  }

  @Test
  void aStudyIsFoundFetchedAndOpened() throws Exception {
    setUp(SECRET, false);
    assertThat(Files.readString(desk.user().pacs())).contains("ada").doesNotContain(SECRET);
    type("#pacs-name", "nobody");
    fire("#pacs-find");
    waitUntil(() -> status().contains("No study"));
    type("#pacs-name", "");
    find();
    fire("#pacs-fetch");
    settle();
    assertThat(fx(() -> presenter().study().studyInstanceUid()))
        .isEqualTo(Desk.PHANTOM.study().studyInstanceUid());
    try (Stream<Path> fetched = Files.list(desk.user().retrieved())) {
      assertThat(fetched.filter(f -> !f.getFileName().toString().startsWith("."))).hasSize(1);
    }
  }

  @Test
  void whatGoesWrongStandsBelowTheListAndNothingOpens() throws Exception {
    setUp("wr0ng", true);
    assertThat(Files.readString(desk.user().pacs())).contains("wr0ng");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(desk.user().pacs())))
        .isEqualTo("rw-------");
    fire("#pacs-find");
    waitUntil(() -> status().contains("refuses this login"));
    assertThat(status()).startsWith(archive.host()).doesNotContain("wr0ng");
    archive.lock("ada", "wr0ng");
    find();
    archive.breakAfter(2);
    fire("#pacs-fetch");
    waitUntil(() -> status().contains("connection was lost"));
    assertThat(fx(() -> workstation.openStudy())).isEmpty();
    archive.breakAfter(Integer.MAX_VALUE);
    fire("#pacs-fetch");
    settle();
  }

  @Test
  void resultsOfTheOpenStudyAreSentWhenTheReaderConfirms() throws Exception {
    openAnalysed();
    setUp(SECRET, false);
    int images = archive.dataSets().size();
    press(KeyCode.ESCAPE);
    waitUntil(() -> !isThere("#pacs-table"));
    shortcut(KeyCode.SHIFT, KeyCode.P);
    assertThat(dialog()).contains("not signed", archive.host());
    answer(ButtonType.OK);
    assertThat(dialog()).contains("are in the archive");
    assertThat(archive.dataSets()).hasSizeGreaterThanOrEqualTo(images + 3);
    Set<String> kinds =
        archive.dataSets().stream()
            .map(d -> d.string(Tags.MODALITY).orElse(""))
            .collect(Collectors.toSet());
    assertThat(kinds).contains("MR", "SEG", "SR");
    try (Stream<Path> home = Files.list(desk.user().root())) {
      assertThat(home).noneMatch(f -> f.getFileName().toString().startsWith("outgoing"));
    }
  }

  private static PacsSettings of(SmallArchive archive) {
    return new PacsSettings(archive.address(), PacsSettings.Kind.PASSWORD, "ada", null, null);
  }

  @Test
  void resultsGoWhereTheReaderConfirmedThoughAnotherArchiveIsSetUpMeanwhile() throws Exception {
    DatabaseAddress database = new DatabaseAddress.Sqlite(folder.resolve("pacs-desk.db"));
    try (SmallArchive later = new SmallArchive();
        StoreDesk store = StoreDesk.of(desk.user(), database, "ada");
        Stream<Path> images = Files.walk(Desk.study())) {
      later.lock("ada", "other");
      List<Path> files = images.filter(Files::isRegularFile).limit(1).toList();
      PacsDesk pacs = new PacsDesk(desk.user(), store);
      pacs.use(of(archive), SECRET, false);
      PacsDesk.Sender confirmed = pacs.sender(null);
      pacs.use(of(later), "other", false);
      Sent sent = confirmed.send(files).run(Progress.NONE, new CancelToken());
      assertThat(sent.stored()).isEqualTo(1);
      assertThat(later.dataSets()).isEmpty();
    }
  }

  @Test
  void theOpenStudyGoesOutWithoutItsPatient() throws Exception {
    openAnalysed();
    Path out = folder.resolve("out");
    shortcut(KeyCode.SHIFT, KeyCode.E);
    assertThat(dialog()).contains("PS3.15");
    answer(ButtonType.CANCEL);
    fx(() -> workstation.deidentifyTo(out, DeidOptions.BASIC));
    assertThat(dialog()).contains("50 files");
    Study read = StudyReader.read(List.of(out), Progress.NONE, new CancelToken());
    assertThat(read.stack().frames()).hasSameSizeAs(Desk.PHANTOM.study().stack().frames());
    assertThat(read.patient().name()).startsWith("V");
  }
}
