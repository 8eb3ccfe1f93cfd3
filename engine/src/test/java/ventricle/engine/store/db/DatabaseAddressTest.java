package ventricle.engine.store.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ada:s%40crets-7@db.lab:5433/worklist?sslmode=require",
        "jdbc:postgresql://ada:s%40crets-7@db.lab:5433/worklist?sslmode=require",
        "postgres://db.lab:5433/worklist?user=ada&password=s%40crets-7&sslmode=require"
      })
  void everyWayToWriteALoginReadsTheSameAndShowsNoPassword(String written) {
    DatabaseAddress.Postgresql address =
        (DatabaseAddress.Postgresql) DatabaseAddress.parse(written);
    assertThat(address.url()).isEqualTo("jdbc:postgresql://db.lab:5433/worklist?sslmode=require");
    assertThat(address.user()).isEqualTo("ada");
    assertThat(address.password()).isEqualTo("s@crets-7");
    assertThat(address.readerOr("account")).isEqualTo("ada");
    assertThat(address.shown()).isEqualTo("postgresql://ada@db.lab:5433/worklist?sslmode=require");
    assertThat(address.toString()).doesNotContain("crets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"svc$", "DOM\\ada", "$1", "a//b"})
  void aLoginIsShownAsItIs(String login) {
    DatabaseAddress address =
        new DatabaseAddress.Postgresql("jdbc:postgresql://db.lab/worklist", login, "s@crets-7");
    assertThat(address.shown()).isEqualTo("postgresql://" + login + "@db.lab/worklist");
  }

  @Test
  void thePasswordOfAKeyIsNotShownEither() {
    DatabaseAddress.Postgresql address =
        (DatabaseAddress.Postgresql)
            DatabaseAddress.parse(
                "postgresql://svc$@db.lab/worklist?sslkey=k&sslpassword=s%40crets-7&sslmode=require");
    assertThat(address.url()).as("the server's driver needs it").contains("sslpassword=s%40crets");
    assertThat(address.shown())
        .isEqualTo("postgresql://svc$@db.lab/worklist?sslkey=k&sslpassword=…&sslmode=require");
    assertThat(address.toString()).doesNotContain("crets");
  }

  @Test
  void aFileIsReadAsOneAndBelongsToTheAccount() {
    DatabaseAddress address = DatabaseAddress.parse("sqlite:/data/v.db");
    assertThat(address).isEqualTo(new DatabaseAddress.Sqlite(Path.of("/data/v.db")));
    assertThat(address.readerOr("account")).isEqualTo("account");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ada:secr ets@db/x",
        "postgresql://ada:secrets@/x",
        "postgresql://ada:secrets@db",
        "mysql://ada:secrets@db/x",
        "secrets"
      })
  void whatCannotBeReadIsRefusedWithoutRepeatingIt(String written) {
    assertThatThrownBy(() -> DatabaseAddress.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secr");
  }
}
