package ventricle.engine.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {

  /** FIPS 180-4, the example of one block. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isThatOfTheStandard() throws IOException {
    byte[] bytes = "abc".getBytes(StandardCharsets.US_ASCII);
    assertThat(Sha256.of(bytes)).isEqualTo(ABC);
    assertThat(Sha256.of("abc")).isEqualTo(ABC);
    assertThat(Sha256.of(new ByteArrayInputStream(bytes))).isEqualTo(ABC);
  }

  /** Files and databases hold such digests: {@code printf '1:a3:b\u00e9' | sha256sum}. */
  @Test
  void ofPartsIsThatOfEachPartAfterItsLengthInBytes() {
    assertThat(Sha256.ofParts("a", "b\u00e9"))
        .isEqualTo("b8808f5426cb7427ecf1e26fa88fcc5c416d93cb72b5a5554e700cda6ac63a01");
    assertThat(Sha256.ofParts("ab", "c")).isNotEqualTo(Sha256.ofParts("a", "bc"));
  }
}
