package ventricle.engine.exchange.incoming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.UnusableInputException;

/**
 * Workspaces of cvi42 saved as XML ({@code .cvi42wsx}): items with a {@code Hash:key}, below {@code
 * ImageStates} one for each SOP Instance UID, its {@code Contours} with {@code Points} in
 * sub-pixels and the {@code SubpixelResolution} to divide them by, before or behind them.
 *
 * <p>Circle publishes no description. Names of contours, the four levels and the division are as in
 * baiwenjia/ukbb_cardiac (data/parse_cvi42_xml.py and biobank_utils.py, which finds volumes
 * consistent with cvi42's); (0, 0) is the centre of the first pixel, as in the label maps made
 * there. Open contours are closed by a straight line. Further parts carry a number of four digits.
 * The binary {@code .cvi42ws} is not read: no public reader finds the resolution in it.
 *
 * <p>Names and dates of patients that such a file may hold are passed over. Document types and
 * external entities are refused.
 */
final class Cvi42 {

  private static final int MOST_POINTS = 20_000;
  private static final Map<String, Structure> STRUCTURES =
      Map.of(
          "saendocardialContour", Structure.LV_ENDO,
          "saendocardialOpenContour", Structure.LV_ENDO,
          "saepicardialContour", Structure.LV_EPI,
          "saepicardialOpenContour", Structure.LV_EPI,
          "sarvendocardialContour", Structure.RV_ENDO,
          "sapapilMuscContour", Structure.LV_PAPILLARY);

  private final String name;
  private final Map<String, FrameKey> frames = new HashMap<>();
  private final Set<String> shared = new HashSet<>();
  private final Collector collector;
  private final Deque<String> keys = new ArrayDeque<>();
  private final List<Point> points = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private double subpixel = 1;
  private @Nullable Double x;

  private Cvi42(String name, CineStack stack) {
    this.name = name;
    this.collector = new Collector(stack);
    stack
        .frames()
        .forEach(
            (key, frame) -> {
              if (frames.put(frame.source().sopInstanceUid(), key) != null) {
                shared.add(frame.source().sopInstanceUid());
              }
            });
  }

  static Incoming read(Path file, CineStack stack) throws UnusableInputException {
    String name = String.valueOf(file.getFileName());
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    // the default prints to the console, and what it prints may hold a name
    factory.setXMLReporter((message, type, about, location) -> {});
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      Cvi42 reader = new Cvi42(name, stack);
      reader.read(xml);
      return reader.collector.finished(name, Incoming.Format.CVI42, Incoming.Order.KNOWN);
    } catch (XMLStreamException e) {
      throw new UnusableInputException(
          name,
          "is not an XML workspace of cvi42 (line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNumber())
              + "); save it as \"Cvi42 XML Workspace\"",
          e);
    } catch (IOException e) {
      throw new UnusableInputException(name, "cannot be read: " + e.getMessage(), e);
    }
  }

  private void read(XMLStreamReader xml) throws XMLStreamException, UnusableInputException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(xml);
        case XMLStreamConstants.CHARACTERS -> text.append(text.length() < 64 ? xml.getText() : "");
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
        default -> {}
      }
    }
  }

  private void start(XMLStreamReader xml) {
    text.setLength(0);
    String key = "";
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (plain(xml.getAttributeLocalName(i)).equals("key")) {
        key = xml.getAttributeValue(i);
      }
    }
    keys.push(key);
    if (inContour(1)) {
      points.clear();
      subpixel = 1;
    }
  }

  /** Whether the key this many levels up is a contour's: below ImageStates, image, Contours. */
  private boolean inContour(int from) {
    List<String> path = keys.stream().skip(from - 1L).limit(4).toList();
    return path.size() == 4 && path.get(1).equals("Contours") && path.get(3).equals("ImageStates");
  }

  private void end(String element) throws UnusableInputException {
    String value = text.toString().strip();
    text.setLength(0);
    switch (plain(element)) {
      case "x" -> x = number(value);
      case "y" -> {
        Double y = number(value);
        if (x != null && y != null && keys.contains("Points")) {
          if (points.size() >= MOST_POINTS) {
            throw new UnusableInputException(name, "has a contour of too many points");
          }
          points.add(new Point(x, y));
        }
        x = null;
      }
      default -> {
        if ("SubpixelResolution".equals(keys.peek()) && inContour(2)) {
          Double resolution = number(value);
          subpixel = resolution == null || resolution <= 0 ? 1 : resolution;
        } else if (inContour(1)) {
          take();
        }
      }
    }
    keys.pop();
  }

  private void take() {
    List<String> path = keys.stream().limit(3).toList();
    String kind = path.get(0);
    String uid = path.get(2);
    Structure structure = structure(kind).orElse(null);
    if (structure == null) {
      collector.leave(kind, "is no contour of the short axis that Ventricle knows");
      return;
    }
    FrameKey frame = frames.get(uid);
    if (frame == null) {
      collector.leave(kind, "lies on an image that is not in this stack");
    } else if (shared.contains(uid)) {
      collector.leave(kind, "lies on a multi-frame image, and the file names no frame");
    } else if (points.size() < 3) {
      collector.leave(kind, "has fewer than three points");
    } else {
      Contour contour =
          Contour.of(
              points.stream().map(p -> new Point(p.x() / subpixel, p.y() / subpixel)).toList());
      collector.add(kind, new ContourKey(frame, structure), contour);
    }
  }

  /** Further parts carry a number behind the name. */
  private static Optional<Structure> structure(String kind) {
    return Optional.ofNullable(STRUCTURES.get(kind.replaceAll("[0-9]+$", "")));
  }

  private static String plain(String qualified) {
    return qualified.substring(qualified.lastIndexOf(':') + 1);
  }

  private static @Nullable Double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
