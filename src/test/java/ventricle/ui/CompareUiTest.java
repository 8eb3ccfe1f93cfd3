package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ventricle.app.compare.Layer;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.measure.agreement.ReadingComparison.Presence;
import ventricle.engine.measure.agreement.ReadingComparison.Row;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.Readings;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StudyKey;
import ventricle.engine.store.db.AuditHeads;
import ventricle.engine.store.db.AuditLog;
import ventricle.engine.store.db.CommittedDocuments.Commit;
import ventricle.engine.store.db.Database;
import ventricle.viewer.canvas.CineCanvas;

/** Two readings over each other. */
class CompareUiTest extends WorkstationTest {

  @BeforeEach
  void openStudy() throws Exception {
    openAnalysed();
  }

  /** Another reader has the model's contours, each moved a pixel to the right, and lacks one. */
  private void ben() throws Exception {
    ReviewDocument mine = document();
    try (ReviewSession ben =
        ReviewSession.open(desk.user().journals(), JournalKey.of(presenter().study(), "ben"))) {
      for (Mark mark : Mark.values()) {
        ben.apply(new Edit.MoveMark(mark, mine.mark(mark).phase(), "ben"));
      }
      mine.modelLayer()
          .forEach(
              (key, tracing) -> {
                if (!key.equals(missing())) {
                  ben.apply(
                      new Edit.SetContour(
                          key,
                          new Tracing(moved(tracing.contour()), new Provenance.Manual("ben")),
                          Gesture.DRAW));
                }
              });
    }
  }

  private ContourKey missing() {
    int ed = presenter().document().ed().phase();
    return ContourKey.of(2, ed, Structure.RV_ENDO);
  }

  private static Contour moved(Contour contour) {
    return Polygons.affine(contour, 1, 1, 1, 0);
  }

  private void compare() throws Exception {
    press(KeyCode.CONTROL, KeyCode.K);
    waitUntil(() -> isOpen() || robot.lookup("#dialog").tryQuery().isPresent());
  }

  private boolean isOpen() {
    return robot.lookup("#compare-view").tryQuery().isPresent();
  }

  @SuppressWarnings("unchecked")
  private TableView<Row> table() {
    return robot.lookup("#compare-contours").queryAs(TableView.class);
  }

  @SuppressWarnings("unchecked")
  private List<String> choices() {
    ComboBox<Layer> box = robot.lookup("#compare-second").queryAs(ComboBox.class);
    return box.getItems().stream().map(Layer::label).toList();
  }

  @Test
  void withoutAnotherReaderOneComparesWithTheAi() throws Exception {
    compare();
    waitUntil(this::isOpen);

    assertThat(fx(this::choices)).containsExactly(Desk.READER, "AI");
    List<Row> rows = fx(() -> List.copyOf(table().getItems()));
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.agreement().dice()).isCloseTo(1, within(1e-9)));
  }

  @Test
  void whoHasNotFinishedStaysBlindUnlessTheySayOtherwise() throws Exception {
    ben();
    compare();
    assertThat(dialog()).contains("not finished");
    answer(ButtonType.CANCEL);
    waitUntil(this::isOpen);
    assertThat(fx(this::choices)).containsExactly(Desk.READER, "AI");
  }

  @Test
  void contoursOfTwoReadersLieOverEachOtherWithTheirAgreement() throws Exception {
    ben();
    compare();
    dialog();
    answer(ButtonType.OK);
    waitUntil(this::isOpen);

    assertThat(fx(this::choices)).containsExactly(Desk.READER, "AI", "ben");
    List<Row> rows = fx(() -> List.copyOf(table().getItems()));
    Row lacking = rows.stream().filter(r -> r.key().equals(missing())).findFirst().orElseThrow();
    assertThat(lacking.presence()).isEqualTo(Presence.FIRST_ONLY);
    double pixel = presenter().study().stack().slice(0).spacing().column();
    assertThat(rows)
        .filteredOn(r -> r.presence() == Presence.BOTH)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            r -> {
              assertThat(r.agreement().border().hausdorff()).isBetween(.6 * pixel, pixel + 1e-6);
              assertThat(r.agreement().dice()).isBetween(.3, .99);
            });
    CineCanvas canvas = robot.lookup("#compare-canvas").queryAs(CineCanvas.class);
    FrameKey frame = rows.getFirst().key().frame();
    assertThat(fx(() -> canvas.contoursProperty().get().apply(frame)))
        .extracting(c -> c.colour().toString())
        .containsOnly("0x56b4e9ff", "0xe69f00ff");
  }

  @Test
  void whatAColleagueHandedInToTheDatabaseCanBeComparedAndTheAuditSaysThatItWasSeen()
      throws Exception {
    open(Desk.study());
    StudyKey key = StudyKey.of(presenter().study());
    try (Database database = Database.open(desk.database())) {
      database
          .documents()
          .commit(
              Commit.draft(
                  key, "cem", document(), fx(() -> presenter().measurementsProperty().get())),
              null);
      compare();
      assertThat(dialog()).contains("not finished");
      answer(ButtonType.OK);
      waitUntil(this::isOpen);
      assertThat(fx(this::choices)).contains("cem");
      AuditLog audit = database.audit(new AuditHeads(desk.user().auditHeads()));
      waitUntil(() -> audit.of(key).stream().anyMatch(row -> row.action().equals("compared")));
    }
  }

  @Test
  void aRowTakesToItsFrameAndNothingCanBeChanged() throws Exception {
    ben();
    compare();
    dialog();
    answer(ButtonType.OK);
    waitUntil(this::isOpen);
    ReviewDocument before = document();
    fx(() -> table().scrollTo(0));
    fx(() -> table().getSelectionModel().select(table().getItems().size() - 1));
    FrameKey last = fx(() -> table().getItems().getLast().key().frame());
    assertThat(fx(() -> presenter().frame())).isEqualTo(last);
    robot.clickOn(
        robot.lookup("#compare-contours .table-row-cell").nth(1).queryAs(javafx.scene.Node.class),
        MouseButton.PRIMARY);
    FrameKey second = fx(() -> table().getItems().get(1).key().frame());
    assertThat(fx(() -> presenter().frame())).isEqualTo(second);

    press(KeyCode.DELETE);
    press(KeyCode.ENTER);
    assertThat(document()).isEqualTo(before);

    press(KeyCode.ESCAPE);
    assertThat(fx(this::isOpen)).isFalse();
    assertThat(isThere("#slice-grid")).isTrue();
  }

  @Test
  void keysThatMeanNothingThereNeitherLeaveTheViewNorReachTheReviewBehindIt() throws Exception {
    compare();
    waitUntil(this::isOpen);
    ReviewDocument before = document();
    press(KeyCode.CONTROL, KeyCode.L);
    press(KeyCode.DELETE);
    press(KeyCode.ENTER);
    assertThat(document()).isEqualTo(before);
    assertThat(fx(this::isOpen)).isTrue();
    press(KeyCode.ESCAPE);
    assertThat(fx(this::isOpen)).isFalse();
  }

  @Test
  void chosenContoursBecomeTheConsensusThatCanBeDrawnOn() throws Exception {
    ben();
    compare();
    dialog();
    answer(ButtonType.OK);
    waitUntil(this::isOpen);
    var study = presenter().study();
    Row first = fx(() -> table().getItems().getFirst());
    Row last = fx(() -> table().getItems().getLast());
    fx(() -> table().getSelectionModel().clearAndSelect(0));
    robot.clickOn("#take-second");
    fx(() -> table().getSelectionModel().clearAndSelect(table().getItems().size() - 1));
    robot.clickOn("#take-first");
    assertThat(fx(this::choices)).containsExactly(Desk.READER, "AI", "ben", "Consensus");
    ReviewDocument mine = document();

    robot.clickOn("#redraw-consensus");
    settle();

    ReviewDocument consensus = document();
    assertThat(consensus.readerLayer()).containsOnlyKeys(first.key(), last.key());
    assertThat(consensus.shown(first.key()).orElseThrow().provenance())
        .isEqualTo(new Provenance.Manual("ben"));
    assertThat(consensus.shown(last.key())).isEqualTo(mine.shown(last.key()));
    assertThat(consensus.stateOf(first.key())).isEqualTo(new ReviewState.Contoured(Desk.READER));
    assertThat(consensus.modelLayer()).isEmpty();
    assertThat(consensus.ed().phase()).isEqualTo(mine.ed().phase());
    assertThat(new Readings(desk.user().journals()).of(study, ReadingId.of("ben"))).isPresent();
  }

  @Test
  void timeAtWorkIsKeptWithTheReading() throws Exception {
    press(KeyCode.RIGHT);
    Thread.sleep(60);
    press(KeyCode.LEFT);
    var study = presenter().study();
    fx(() -> workstation.run(ventricle.app.action.Action.CLOSE_STUDY));

    assertThat(
            new Readings(desk.user().journals())
                .of(study, ReadingId.of(Desk.READER))
                .orElseThrow()
                .active())
        .isBetween(Duration.ofMillis(50), Duration.ofSeconds(60));
  }
}
