package ventricle.engine.dicom.cine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Pixels;
import ventricle.engine.domain.Study.LeftOut;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** Decodes the images of planned stacks. A damaged image becomes a missing frame. */
final class FrameLoader {

  private static final double MEMORY_PART = .6;

  /** The pixels of an image, or why there are none. */
  private record Decoded(@Nullable Pixels pixels, @Nullable LeftOut failure) {}

  private final List<StackPlan> plans;
  private final LeftOutFiles leftOut;
  private final Progress progress;
  private final CancelToken cancel;

  FrameLoader(List<StackPlan> plans, LeftOutFiles leftOut, Progress progress, CancelToken cancel) {
    this.plans = plans;
    this.leftOut = leftOut;
    this.progress = progress;
    this.cancel = cancel;
  }

  /**
   * The stacks in the order of their plans; others than the first are dropped when none of their
   * images can be decoded.
   *
   * @throws UnusableInputException when the first stack has no image, or memory does not suffice
   */
  List<CineStack> load(String input) throws UnusableInputException {
    List<FrameHeader> images =
        plans.stream().flatMap(p -> p.images().values().stream()).distinct().toList();
    refuseWhatDoesNotFit(images, input);
    List<Decoded> decoded =
        Parallel.map(images, FrameLoader::decode, "decoding images", progress, cancel);
    Map<FrameHeader, Pixels> pixels = LinkedHashMap.newLinkedHashMap(images.size());
    LeftOut firstFailure = null;
    for (int i = 0; i < images.size(); i++) {
      Pixels image = decoded.get(i).pixels();
      LeftOut failure = decoded.get(i).failure();
      if (image != null) {
        pixels.put(images.get(i), image);
      }
      if (failure != null) {
        leftOut.add(failure, images.get(i).acquisitionGroup());
        firstFailure = firstFailure == null ? failure : firstFailure;
      }
    }
    List<CineStack> stacks = new ArrayList<>();
    for (StackPlan plan : plans) {
      CineStack stack = stack(plan, pixels);
      if (!stack.frames().isEmpty()) {
        stacks.add(stack);
      } else if (stacks.isEmpty() && firstFailure != null) {
        throw new UnusableInputException(firstFailure.file(), firstFailure.cause());
      }
    }
    return stacks;
  }

  private static Decoded decode(FrameHeader image) {
    try {
      return new Decoded(image.file().pixels(image.frame(), image.display()), null);
    } catch (UnusableInputException e) {
      return new Decoded(null, LeftOutFiles.entry(image.file().label(), e));
    }
  }

  private static void refuseWhatDoesNotFit(List<FrameHeader> images, String input)
      throws UnusableInputException {
    long bytes = images.stream().mapToLong(f -> 2L * f.file().format().pixels()).sum();
    long available = (long) (MEMORY_PART * Runtime.getRuntime().maxMemory());
    if (bytes > available) {
      throw new UnusableInputException(
          input,
          "its images need %d MiB, the program may use %d MiB"
              .formatted(bytes >> 20, available >> 20));
    }
  }

  private static CineStack stack(StackPlan plan, Map<FrameHeader, Pixels> pixels) {
    SortedMap<FrameKey, CineFrame> frames = new TreeMap<>();
    plan.images()
        .forEach(
            (key, image) -> {
              Pixels decoded = pixels.get(image);
              if (decoded != null) {
                frames.put(key, frame(image, decoded, plan.delaysMs().get(key)));
              }
            });
    List<Note> notes = new ArrayList<>(plan.notes());
    int expected = plan.slices().size() * plan.phases();
    if (frames.size() < plan.images().size()) {
      notes.removeIf(n -> n.code().equals("frames-missing"));
      notes.add(Note.of("frames-missing", frames.size(), expected));
    }
    return new CineStack(
        plan.description(),
        plan.frameOfReference(),
        plan.slices(),
        plan.phases(),
        frames,
        plan.phaseTimesMs(),
        plan.rrMs(),
        notes);
  }

  private static CineFrame frame(FrameHeader image, Pixels pixels, @Nullable Double delayMs) {
    return new CineFrame(
        image.source(), pixels, delayMs, image.display().center(), image.display().width());
  }
}
