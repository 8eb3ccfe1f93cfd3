package ventricle.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.review.protocol.CaseOrder;
import ventricle.engine.review.protocol.Protocol;

/** Protocols of observer studies, and the orders that follow from them. */
class ProtocolJsonTest {

  private static final String TEXT =
      """
      {"schema":"ventricle-protocol/1","id":"pilot","version":2,"title":"Pilot","seed":7,
       "readers":["ada","ben"],"sessions":2,"intervalDays":14,"start":"ai",
       "cases":[{"name":"A","path":"a","ed":1,"es":9},{"name":"B","path":"../b"}]}
      """;

  @TempDir Path folder;

  private Protocol read(String text) throws Exception {
    Path file = folder.resolve("protocol.json");
    Files.writeString(file, text);
    return ProtocolJson.read(file);
  }

  @Test
  void aFileOfTheSchemaIsReadWithItsPathsBesideIt() throws Exception {
    Protocol protocol = read(TEXT);

    assertThat(protocol.key()).isEqualTo("pilot/2");
    assertThat(protocol.start()).isEqualTo(Protocol.Start.AI);
    assertThat(protocol.cases().get(0).ed()).isZero();
    assertThat(protocol.cases().get(0).es()).isEqualTo(8);
    assertThat(protocol.cases().get(1).ed()).isNull();
    assertThat(protocol.cases().get(1).path())
        .isEqualTo(folder.toAbsolutePath().getParent().resolve("b"));
    assertThat(schema(TEXT)).isEmpty();
  }

  private static List<String> schema(String text) throws Exception {
    String root = System.getProperty("ventricle.root");
    Path docs = root == null ? Path.of("../docs") : Path.of(root).resolve("docs");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(docs.resolve("protocol.schema.json")))
        .validate(new JsonMapper().readTree(text))
        .stream()
        .map(message -> message.getMessage())
        .toList();
  }

  @Test
  void whatTheSchemaRefusesIsRefusedHereTooWithItsReason() throws Exception {
    for (String wrong :
        List.of(
            TEXT.replace("\"version\":2", "\"version\":0"),
            TEXT.replace("\"start\":\"ai\"", "\"start\":\"maybe\""),
            TEXT.replace("\"seed\":7", "\"seeed\":7"),
            TEXT.replace("\"ben\"", "\"ada\""),
            TEXT.replace("\"ed\":1", "\"ed\":0"))) {
      assertThat(schema(wrong)).isNotEmpty();
      assertThatThrownBy(() -> read(wrong))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageContaining("protocol.json");
    }
    assertThatThrownBy(() -> read(TEXT.replace("\"B\"", "\"A\"")))
        .hasMessageContaining("two cases have one name");
  }

  private static Protocol of(long seed, int cases) {
    return new Protocol(
        "p",
        1,
        "",
        seed,
        List.of("ada", "ben"),
        IntStream.range(0, cases)
            .mapToObj(i -> new Protocol.Case("C" + i, Path.of("c" + i), null, null))
            .toList(),
        2,
        0,
        Protocol.Start.BLANK);
  }

  @Property(tries = 200)
  void everyReaderGetsEveryCaseOnce(@ForAll long seed) {
    Protocol protocol = of(seed, 12);

    for (String reader : protocol.readers()) {
      assertThat(CaseOrder.of(protocol, reader, 1))
          .containsExactlyInAnyOrderElementsOf(protocol.cases())
          .isEqualTo(CaseOrder.of(protocol, reader, 1));
    }
  }

  @Test
  void ordersDifferBetweenReadersAndSessionsAndFavourNoCase() {
    int[] first = new int[4];
    for (long seed = 0; seed < 4000; seed++) {
      first[Integer.parseInt(CaseOrder.of(of(seed, 4), "ada", 1).getFirst().name().substring(1))]++;
    }
    for (int count : first) {
      assertThat(count).isBetween(850, 1150);
    }
    Protocol protocol = of(3, 20);
    assertThat(CaseOrder.of(protocol, "ada", 1))
        .isNotEqualTo(CaseOrder.of(protocol, "ben", 1))
        .isNotEqualTo(CaseOrder.of(protocol, "ada", 2));
  }
}
