package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.app.observers.CaseRow;
import ventricle.engine.exchange.ProtocolJson;
import ventricle.engine.measure.agreement.Observers;
import ventricle.engine.measure.agreement.Quantity;
import ventricle.engine.review.protocol.CaseOrder;
import ventricle.engine.review.protocol.Protocol;
import ventricle.support.ObserverReadings;
import ventricle.viewer.chart.AgreementPlot;

/** An observer study in the window: the reader's cases, and what the readers agree on. */
class ObserverStudyUiTest extends WorkstationTest {

  private static final int CASES = 3;

  private Path file;
  private Protocol protocol;

  @Override
  void prepare() throws Exception {
    ObserverReadings.write(folder, CASES);
    file = ObserverReadings.protocol(folder, CASES, 1);
    protocol = ProtocolJson.read(file);
  }

  private Path journals() {
    return desk.user().journals();
  }

  private void openStudy() throws Exception {
    fx(() -> workstation.openProtocol(file));
    waitUntil(() -> isThere("#observer-study") && rows().size() == CASES);
  }

  @SuppressWarnings("unchecked")
  private List<CaseRow> rows() {
    TableView<CaseRow> table = robot.lookup("#observer-cases").queryAs(TableView.class);
    return List.copyOf(table.getItems());
  }

  private List<String> order() {
    return CaseOrder.of(protocol, Desk.READER, 1).stream().map(Protocol.Case::name).toList();
  }

  private int number(int position) {
    return Integer.parseInt(order().get(position).substring(1));
  }

  @Test
  void theReaderSeesTheCasesInTheirOrderAndGoesOnWhereTheyLeftOff() throws Exception {
    ObserverReadings.read(folder, journals(), protocol, number(0), Desk.READER, 1, 1);
    openStudy();

    assertThat(rows()).extracting(row -> row.assignment().what().name()).isEqualTo(order());
    assertThat(rows())
        .extracting(CaseRow::state)
        .containsExactly(CaseRow.State.READ, CaseRow.State.NEW, CaseRow.State.NEW);
    assertThat(text("#observer-done")).isEqualTo("1 of 3 read");
    assertThat(text("#observer-rules")).contains("pilot/1", "2 readers", "images alone");

    robot.clickOn("#observer-next");
    settle();
    assertThat(words()).contains("Case " + order().get(1), "2 of 3");

    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
    waitUntil(() -> words().contains("3 of 3") && workstation.settled());
    press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
    waitUntil(() -> isThere("#observer-study") && rows().size() == CASES);
    assertThat(workstation.openStudy()).isEmpty();
  }

  private String words() throws Exception {
    return fx(
        () ->
            String.join(
                "\n",
                labels(workstation.stage().getScene().getRoot()).stream()
                    .map(Labeled::getText)
                    .toList()));
  }

  @Test
  @SuppressWarnings("unchecked")
  void whoStillReadsIsAskedBeforeTheReadersAreComparedAndTheTableFollows() throws Exception {
    ObserverReadings.everybodyReads(folder, journals(), protocol);
    openStudy();
    robot.clickOn("#observer-results");
    assertThat(dialog()).contains("not blind");
    answer(ButtonType.CANCEL);
    assertThat(isThere("#observer-save")).isTrue();
    assertThat(fx(() -> robot.lookup("#observer-save").query().isDisabled())).isTrue();

    robot.clickOn("#observer-results");
    dialog();
    answer(ButtonType.OK);
    waitUntil(() -> !robot.lookup("#observer-save").query().isDisabled());

    assertThat(text("#observer-found")).isEqualTo("6 of 6 readings are there.");
    TableView<Observers.Inter> table = robot.lookup("#observer-inter").queryAs(TableView.class);
    Observers.Inter edv =
        fx(() -> List.copyOf(table.getItems())).stream()
            .filter(row -> row.quantity() == Quantity.LV_EDV)
            .findFirst()
            .orElseThrow();
    assertThat(edv.studies()).isEqualTo(CASES);
    assertThat(edv.readers()).containsExactly("ada", "ben");
    AgreementPlot plot = robot.lookup("#bland-altman").queryAs(AgreementPlot.class);
    assertThat(fx(() -> plot.contentProperty().get()).xs()).hasSize(CASES);
  }

  @Test
  void somebodyWhoIsNoReaderSeesNoCases() throws Exception {
    Path other = folder.resolve("other.json");
    Files.writeString(other, Files.readString(file).replace("\"ada\"", "\"cem\""));
    fx(() -> workstation.openProtocol(other));
    waitUntil(() -> isThere("#observer-study"));
    assertThat(words()).contains("ada is no reader of this study");
    assertThat(fx(() -> robot.lookup("#observer-next").query().isDisabled())).isTrue();
  }

  @Test
  void aFileThatIsNoProtocolIsNamedWithItsFault() throws Exception {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{\"schema\":\"ventricle-protocol/1\"}");
    fx(() -> workstation.openProtocol(broken));
    assertThat(dialog()).contains("broken.json", "readers is a list");
    answer(ButtonType.OK);
  }
}
