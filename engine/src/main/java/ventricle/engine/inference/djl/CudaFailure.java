package ventricle.engine.inference.djl;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the runtime's words into one sentence a user can act on. */
final class CudaFailure {

  private static final Pattern MISSING =
      Pattern.compile("([\\w.+-]+\\.(?:so[.\\d]*|dll))\"?: cannot open shared object");
  private static final Pattern MISSING_DLL =
      Pattern.compile("([\\w.+-]+\\.dll)\"? which is missing|depends on \"([\\w.+-]+\\.dll)\"");
  private static final int LONGEST = 200;

  private CudaFailure() {}

  /** Why CUDA cannot be used. */
  static String explain(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    String text = all.toString();
    Matcher missing = MISSING.matcher(text);
    if (missing.find()) {
      return "the library " + missing.group(1) + " is missing";
    }
    Matcher dll = MISSING_DLL.matcher(text);
    if (dll.find()) {
      return "the library " + (dll.group(1) == null ? dll.group(2) : dll.group(1)) + " is missing";
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("not enabled in this build")
        || lower.contains("compiled without cuda")
        || lower.contains("failed to find cuda shared provider")) {
      return "this build holds ONNX Runtime for the CPU only (build it with -Pgpu)";
    }
    if (lower.contains("driver version is insufficient") || lower.contains("no cuda-capable")) {
      return "no NVIDIA driver or device was found";
    }
    return rootMessage(failure);
  }

  /** First line of the innermost message. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).strip();
    String line = message.lines().findFirst().orElse(root.getClass().getSimpleName());
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
