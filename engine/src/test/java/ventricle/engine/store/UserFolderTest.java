package ventricle.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFolderTest {

  private static final Path HOME = Path.of("/home/u");

  @TempDir Path folder;

  private static RecentStudies.Entry entry(String path) {
    return new RecentStudies.Entry(List.of(path), "2026-11-21T10:00:00Z", "short axis");
  }

  @Test
  void ventricleHomeMovesTheFolder() {
    assertThat(UserFolder.locate(Map.of("VENTRICLE_HOME", "/data/v"), "Linux", HOME).root())
        .isEqualTo(Path.of("/data/v"));
  }

  @Test
  void everySystemHasItsOwnPlace() {
    assertThat(UserFolder.locate(Map.of(), "Linux", HOME).root())
        .isEqualTo(HOME.resolve(".local/share/ventricle"));
    assertThat(UserFolder.locate(Map.of("XDG_DATA_HOME", "/x"), "Linux", HOME).root())
        .isEqualTo(Path.of("/x/ventricle"));
    assertThat(UserFolder.locate(Map.of(), "Mac OS X", HOME).root())
        .isEqualTo(HOME.resolve("Library/Application Support/Ventricle"));
    assertThat(UserFolder.locate(Map.of("APPDATA", "/roaming"), "Windows 11", HOME).root())
        .isEqualTo(Path.of("/roaming/Ventricle"));
  }

  @Test
  void theStudyOpenedLastComesFirstAndOnlyOnce() throws StoreException {
    RecentStudies recent = new RecentStudies(folder.resolve("new").resolve("recent.json"));

    recent.add(entry("/a"));
    recent.add(entry("/b"));
    recent.add(entry("/a"));

    assertThat(new RecentStudies(folder.resolve("new").resolve("recent.json")).list())
        .containsExactly(entry("/a"), entry("/b"));
    recent.remove(List.of("/a"));
    assertThat(recent.list()).containsExactly(entry("/b"));
  }

  @Test
  void aListThatCannotBeReadIsAnEmptyOne() throws StoreException, IOException {
    Path file = folder.resolve("recent.json");
    Files.writeString(file, "not json");
    RecentStudies recent = new RecentStudies(file);

    assertThat(recent.list()).isEmpty();
    recent.add(entry("/a"));
    assertThat(recent.list()).containsExactly(entry("/a"));
  }
}
