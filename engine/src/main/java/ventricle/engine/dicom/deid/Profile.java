package ventricle.engine.dicom.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ventricle.engine.dicom.Tag;

/** Table E.1-1 of PS3.15: what the Basic Profile and its options do with which attribute. */
final class Profile {

  /** What is done with an attribute unless an option says otherwise; of several the first fits. */
  enum Action {
    /** Take away. */
    X,
    /** Leave without a value. */
    Z,
    /** Give a value that says nothing. */
    D,
    /** Give another UID, the same wherever it stood. */
    U
  }

  /**
   * A row.
   *
   * @param actions what the table allows, such as X/Z/D; what an object needs decides among them
   * @param characteristics whether the option Retain Patient Characteristics keeps the value
   * @param device whether Retain Device Identity keeps it
   * @param dated whether Retain Longitudinal Temporal Information with Modified Dates moves it
   * @param structured whether Clean Structured Content cleans it item by item
   * @param descriptor whether Clean Descriptors cleans its words
   */
  record Row(
      List<Action> actions,
      boolean characteristics,
      boolean device,
      boolean dated,
      boolean structured,
      boolean descriptor) {
    Row {
      actions = List.copyOf(actions);
    }

    boolean allows(Action action) {
      return actions.contains(action);
    }
  }

  private final Map<Integer, Row> rows;
  private final Map<Integer, Row> repeating;

  private Profile(Map<Integer, Row> rows, Map<Integer, Row> repeating) {
    this.rows = rows;
    this.repeating = repeating;
  }

  /** The row of an attribute; empty where the table has none, so that the attribute may stay. */
  Optional<Row> row(Tag tag) {
    Row row = rows.get(tag.value());
    if (row != null) {
      return Optional.of(row);
    }
    return Optional.ofNullable(repeating.get(tag.group() & 0xff00))
        .filter(r -> tag.group() < 0x7000 && (tag.group() & 1) == 0);
  }

  /** Tags that have a row of their own. */
  List<Tag> tags() {
    return rows.keySet().stream().map(Tag::new).sorted().toList();
  }

  static Profile standard() {
    Map<Integer, Row> rows = HashMap.newHashMap(1000);
    Map<Integer, Row> repeating = new HashMap<>();
    try (InputStream in = Profile.class.getResourceAsStream("profile.tsv")) {
      if (in == null) {
        throw new IllegalStateException("missing resource profile.tsv");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", -1);
        if (cells[0].indexOf('x') < 0) {
          rows.put(Integer.parseUnsignedInt(cells[0], 16), row(cells));
        } else {
          // curves, and overlays, which are nothing without their data: the group as a whole
          repeating.put(Integer.parseInt(cells[0].substring(0, 2), 16) << 8, row(cells));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Profile(Map.copyOf(rows), Map.copyOf(repeating));
  }

  private static Row row(String[] cells) {
    List<Action> actions = new ArrayList<>();
    for (String letter : cells[1].split("/", -1)) {
      actions.add(Action.valueOf(letter.replace("*", "")));
    }
    return new Row(
        actions,
        cell(cells, 2).equals("K"), // what would have to be cleaned is removed
        cell(cells, 3).equals("K"),
        !cell(cells, 4).isEmpty(),
        !cell(cells, 5).isEmpty(),
        cell(cells, 6).equals("C"));
  }

  private static String cell(String[] cells, int index) {
    return index < cells.length ? cells[index] : "";
  }
}
