package ventricle.engine.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CudaFailureTest {

  private static String explain(String message) {
    return CudaFailure.explain(new IllegalStateException("outer", new RuntimeException(message)));
  }

  @Test
  void namesTheMissingLibrary() {
    assertThat(
            explain(
                "Error code - ORT_FAIL - message: /provider_bridge_ort.cc:1992 Failed to load"
                    + " library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12:"
                    + " cannot open shared object file: No such file or directory"))
        .isEqualTo("the library libcublasLt.so.12 is missing");
    assertThat(
            explain(
                "Error loading \"onnxruntime_providers_cuda.dll\" which depends on"
                    + " \"cudnn64_9.dll\" which is missing."))
        .isEqualTo("the library cudnn64_9.dll is missing");
  }

  @Test
  void saysWhenThereIsNoDriver() {
    assertThat(explain("CUDA failure 35: CUDA driver version is insufficient for CUDA runtime"))
        .isEqualTo("no NVIDIA driver or device was found");
  }

  @Test
  void anUnknownCauseIsOneLine() {
    assertThat(explain("first\nsecond")).isEqualTo("first");
  }
}
