package ventricle.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.Readings;

/** Reading a case under the protocol of an observer study. */
class ObserverCaseUiTest extends WorkstationTest {

  private static Protocol protocol() {
    return new Protocol(
        "pilot",
        1,
        "",
        1,
        List.of(Desk.READER),
        List.of(new Protocol.Case("C1", Desk.study(), 2, 6)),
        2,
        14,
        Protocol.Start.BLANK);
  }

  private void read(int session) throws Exception {
    fx(() -> workstation.openCase(new Assignment(protocol(), Desk.READER, session, 0)));
  }

  @Test
  void aCaseIsOpenedWithoutNameAndAiAndWithTheMarksOfTheProtocol() throws Exception {
    read(1);
    settle();

    String words =
        fx(
            () ->
                labels(workstation.stage().getScene().getRoot()).stream()
                    .map(Labeled::getText)
                    .collect(Collectors.joining("\n")));
    assertThat(words)
        .contains("Case C1", "1 of 1")
        .doesNotContain(String.valueOf(Desk.PHANTOM.study().patient().name()).replace('^', ' '));
    assertThat(document().modelLayer()).isEmpty();
    assertThat(document().ed().phase()).isEqualTo(2);
    assertThat(document().es().phase()).isEqualTo(6);
    assertThat(presenter().study().patient().name()).isNull();
  }

  @Test
  void marksThatTheProtocolSetsStayAndTheReaderStaysBlind() throws Exception {
    read(1);
    settle();
    press(KeyCode.RIGHT);
    press(KeyCode.SHIFT, KeyCode.D);
    assertThat(dialog()).contains("protocol");
    answer(ButtonType.OK);
    press(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document().mark(Mark.ED).phase()).isEqualTo(2);

    press(KeyCode.CONTROL, KeyCode.K);
    assertThat(dialog()).contains("blind");
    answer(ButtonType.OK);
  }

  @Test
  void theSecondSessionWaitsForItsDay() throws Exception {
    read(1);
    settle();
    var study = presenter().study();
    fx(() -> workstation.run(ventricle.app.action.Action.CLOSE_STUDY));
    assertThat(new Readings(desk.user().journals()).of(study))
        .singleElement()
        .satisfies(r -> assertThat(r.id()).isEqualTo(new ReadingId(Desk.READER, "pilot/1", 1)));

    read(2);

    assertThat(dialog()).contains("C1", "14 days");
    answer(ButtonType.OK);
  }
}
