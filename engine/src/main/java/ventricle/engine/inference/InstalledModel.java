package ventricle.engine.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import ventricle.engine.domain.Sha256;

/**
 * A model found on this computer.
 *
 * @param folder holds {@code card.json} and the network
 */
public record InstalledModel(ModelCard card, Path folder) {

  /** The network's file. */
  public Path network() {
    return folder.resolve(card.file());
  }

  /**
   * Compares the network with the digest on its card.
   *
   * @throws InferenceException when the file is missing or not the one the card describes
   */
  public void verify() throws InferenceException {
    Path file = network();
    if (!Files.isRegularFile(file)) {
      throw new InferenceException(file + ": is missing, though card.json names it");
    }
    String actual;
    try {
      actual = sha256(file);
    } catch (IOException e) {
      throw new InferenceException(file + ": cannot be read", e);
    }
    if (!actual.equals(card.sha256())) {
      throw new InferenceException(
          file
              + ": sha256 is %s…, not the %s… of card.json; the model is not used"
                  .formatted(actual.substring(0, 12), card.sha256().substring(0, 12)));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.of(in);
    }
  }
}
