package ventricle.engine.inference;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where models are asked to run. */
public sealed interface Device {

  /** The first CUDA device when it can be used, else the CPU. */
  record Auto() implements Device {}

  /** The processor. */
  record Cpu() implements Device {}

  /** A CUDA device by number; the CPU, with the reason, when it cannot be used. */
  record Cuda(int index) implements Device {
    private static final Pattern TEXT = Pattern.compile("cuda(?::(\\d{1,2}))?");
  }

  /** Reads "auto", "cpu", "cuda" or "cuda:N"; empty for anything else. */
  static Optional<Device> parse(String text) {
    Matcher cuda = Cuda.TEXT.matcher(text);
    if (cuda.matches()) {
      return Optional.of(new Cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1))));
    }
    return switch (text) {
      case "auto" -> Optional.of(new Auto());
      case "cpu" -> Optional.of(new Cpu());
      default -> Optional.empty();
    };
  }
}
