package ventricle.engine.exchange.incoming;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;

/**
 * Contours of Medis QMass ({@code .con}): after each line {@code [XYCONTOUR]} a line {@code slice
 * phase type 1.0} counting from 0, the number of points, and as many lines {@code x y} in pixels.
 * Type 0 is the LV endocardium, 1 the epicardium, 5 the RV endocardium; 2, the RV epicardium, and
 * the types above are left. Slices are often counted from the apex, so a reader confirms their
 * order. Of the head of the file, which may name a patient, the size of the images alone is read:
 * contours of other images are refused.
 *
 * <p>Medis publishes no description. Types, counting from 0 and the head are as public readers of
 * such files take them; two turn the slices round, a third has a switch for it
 * (mrirecon/dl-segmentation-realtime-cmr, 01_scripts/assess_dl_seg_utils.py). They differ on
 * whether (0, 0) is the centre of the first pixel, as here and where contours are drawn on arrays,
 * or its corner, as in that one: half a pixel, which no volume shows.
 */
final class MedisCon {

  private static final String MARK = "[XYCONTOUR]";
  private static final int MOST_POINTS = 20_000;
  private static final Map<Integer, Structure> STRUCTURES =
      Map.of(0, Structure.LV_ENDO, 1, Structure.LV_EPI, 5, Structure.RV_ENDO);

  private static final Pattern SIZE =
      Pattern.compile("Image_resolution=\\s*(\\d{1,5})\\s*x\\s*(\\d{1,5}).*");

  private final String name;
  private final BufferedReader in;
  private final CineStack stack;
  private int line;

  private MedisCon(String name, BufferedReader in, CineStack stack) {
    this.name = name;
    this.in = in;
    this.stack = stack;
  }

  static Incoming read(Path file, CineStack stack) throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
      Collector collector = new Collector(stack);
      int found = new MedisCon(name, in, stack).read(collector);
      if (found == 0) {
        throw new UnusableInputException(name, "has no " + MARK + ", so it is no file of Medis");
      }
      return collector.finished(name, Incoming.Format.MEDIS, Incoming.Order.TO_CONFIRM);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  private int read(Collector collector) throws IOException, UnusableInputException {
    int found = 0;
    String text = next();
    while (text != null) {
      if (text.equals(MARK)) {
        contour(collector);
        found++;
      } else {
        checkSize(text);
      }
      text = next();
    }
    return found;
  }

  /** Which of the two numbers are the rows is not said. */
  private void checkSize(String text) throws UnusableInputException {
    Matcher size = SIZE.matcher(text);
    if (size.matches()) {
      Set<Integer> theirs = sides(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
      for (Slice slice : stack.slices()) {
        if (!sides(slice.rows(), slice.columns()).equals(theirs)) {
          throw new UnusableInputException(
              name,
              "is of images of %s × %s pixels, the study's have %d rows of %d"
                  .formatted(size.group(1), size.group(2), slice.rows(), slice.columns()));
        }
      }
    }
  }

  private static Set<Integer> sides(int one, int other) {
    return new TreeSet<>(List.of(one, other));
  }

  private void contour(Collector collector) throws IOException, UnusableInputException {
    double[] place = numbers(3, "slice, phase and type");
    int count = (int) numbers(1, "the number of points")[0];
    if (count < 0 || count > MOST_POINTS) {
      throw wrong("a number of points");
    }
    double[] xs = new double[count];
    double[] ys = new double[count];
    for (int i = 0; i < count; i++) {
      double[] at = numbers(2, "x and y");
      xs[i] = at[0];
      ys[i] = at[1];
    }
    int type = (int) place[2];
    Structure structure = STRUCTURES.get(type);
    if (structure == null) {
      collector.leave("contour of type " + type, "is none that Ventricle knows");
    } else if (count < 3) {
      collector.leave("contour of type " + type, "has fewer than three points");
    } else if (place[0] < 0 || place[1] < 0) {
      throw wrong("slice and phase from 0");
    } else {
      collector.add(
          "contour of type " + type,
          ContourKey.of((int) place[0], (int) place[1], structure),
          Contour.of(xs, ys));
    }
  }

  private double[] numbers(int atLeast, String what) throws IOException, UnusableInputException {
    String text = next();
    if (text == null) {
      throw new UnusableInputException(name, "ends inside a contour");
    }
    String[] words = text.split("\\s+");
    double[] numbers = new double[words.length];
    try {
      for (int i = 0; i < words.length; i++) {
        numbers[i] = Double.parseDouble(words[i]);
      }
    } catch (NumberFormatException e) {
      throw wrong(what);
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw wrong(what);
      }
    }
    if (numbers.length < atLeast) {
      throw wrong(what);
    }
    return numbers;
  }

  /** The line itself is not shown: it may be the wrong one, with a name in it. */
  private UnusableInputException wrong(String what) {
    return new UnusableInputException(name, "line %d does not hold %s".formatted(line, what));
  }

  private @Nullable String next() throws IOException {
    String text = in.readLine();
    line++;
    return text == null ? null : text.strip();
  }
}
