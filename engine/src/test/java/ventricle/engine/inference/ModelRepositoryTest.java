package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {

  @TempDir Path places;
  private Path user;
  private Path installation;

  @BeforeEach
  void namePlaces() {
    user = places.resolve("user");
    installation = places.resolve("installation");
  }

  private static void edit(Path card, String from, String to) throws IOException {
    Files.writeString(card, Files.readString(card).replace(from, to));
  }

  private Path installAs(String newId, Path place) throws IOException {
    Path made = TestModels.install("test-segment", place);
    Path named = place.resolve(newId);
    Files.move(made, named);
    edit(named.resolve("card.json"), "\"id\": \"test-segment\"", "\"id\": \"" + newId + "\"");
    return named;
  }

  private ModelRepository repository() {
    return ModelRepository.of(List.of(places.resolve("none"), user, installation));
  }

  @Test
  void anEmptyComputerHasNoModel() throws Exception {
    assertThat(repository().select(ModelRole.SEGMENT, null)).isEmpty();
    assertThat(repository().list()).isEmpty();
  }

  @Test
  void theUsersModelHidesTheInstalledOneOfTheSameId() throws Exception {
    TestModels.install("test-segment", installation);
    Path mine = TestModels.install("test-segment", user);

    assertThat(repository().select(ModelRole.SEGMENT, null).orElseThrow().folder()).isEqualTo(mine);
  }

  @Test
  void theDefaultOfAnEarlierPlaceWins() throws Exception {
    TestModels.install("test-segment", installation);
    installAs("mine", user);

    assertThat(repository().select(ModelRole.SEGMENT, null).orElseThrow().card().id())
        .isEqualTo("mine");
    assertThat(repository().select(ModelRole.SEGMENT, "test-segment").orElseThrow().card().id())
        .isEqualTo("test-segment");
  }

  @Test
  void twoDefaultsInOnePlaceAreRefusedByName() throws Exception {
    installAs("another", installation);
    TestModels.install("test-segment", installation);

    assertThatThrownBy(() -> repository().select(ModelRole.SEGMENT, null))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("several models claim to be the default of role segment")
        .hasMessageContaining("another, test-segment");
  }

  @Test
  void aModelWithoutDefaultMustBeNamed() throws Exception {
    Path model = TestModels.install("test-segment", user);
    edit(model.resolve("card.json"), "\"default\": true", "\"default\": false");

    assertThatThrownBy(() -> repository().select(ModelRole.SEGMENT, null))
        .hasMessageContaining("no model of role segment is marked as default")
        .hasMessageContaining("test-segment");
    assertThat(repository().select(ModelRole.SEGMENT, "test-segment")).isPresent();
  }

  @Test
  void aNetworkThatIsNotTheCardsIsRefused() throws Exception {
    Path model = TestModels.install("test-segment", user);
    Files.write(model.resolve("model.onnx"), new byte[] {0}, StandardOpenOption.APPEND);

    assertThatThrownBy(() -> repository().select(ModelRole.SEGMENT, null))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("model.onnx: sha256 is ")
        .hasMessageContaining("the model is not used");
    assertThat(repository().list())
        .singleElement()
        .isInstanceOf(ModelRepository.Listing.Refused.class);
  }

  @Test
  void aBadCardDoesNotHideTheGoodRest() throws Exception {
    Path bad = installAs("bad", user);
    edit(bad.resolve("card.json"), "\"role\": \"segment\"", "\"role\": 7");
    TestModels.install("test-phase", user);

    assertThat(repository().list())
        .anySatisfy(
            l ->
                assertThat(l)
                    .isInstanceOfSatisfying(
                        ModelRepository.Listing.Refused.class,
                        r -> assertThat(r.cause()).contains("card.json: role must be a text")))
        .anySatisfy(l -> assertThat(l).isInstanceOf(ModelRepository.Listing.Usable.class));
  }

  @Test
  void aModelAskedForMustExistAndHaveTheRole() throws Exception {
    TestModels.install("test-phase", user);

    assertThatThrownBy(() -> repository().select(ModelRole.SEGMENT, "nothing"))
        .hasMessageContaining("there is no model \"nothing\"");
    assertThatThrownBy(() -> repository().select(ModelRole.SEGMENT, "test-phase"))
        .hasMessageContaining("has the role phase, not segment");
  }

  @Test
  void theFolderMustBeNamedLikeTheModel() throws Exception {
    Files.move(TestModels.install("test-phase", user), user.resolve("renamed"));

    assertThat(repository().list())
        .singleElement()
        .isInstanceOfSatisfying(
            ModelRepository.Listing.Refused.class,
            r -> assertThat(r.cause()).contains("the folder has another name"));
  }
}
