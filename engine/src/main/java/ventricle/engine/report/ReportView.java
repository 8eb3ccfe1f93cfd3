package ventricle.engine.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Structure;

/**
 * What a template can ask for: the content by the names of its parts, the words as {@code text},
 * drawings ready to be placed, and rows cut to the width of the page.
 */
final class ReportView {

  private static final int MOST_COLUMNS = 6;
  private static final int FACTS_IN_ROW = 3;

  private final ReportContent content;
  private final ReportTexts texts;
  private final Map<String, byte[]> pictures = new TreeMap<>();

  ReportView(ReportContent content, ReportTexts texts) {
    this.content = content;
    this.texts = texts;
  }

  /** Pictures of the montage by the names that the values use. */
  Map<String, byte[]> pictures() {
    return pictures;
  }

  /**
   * @param logo name of the site's logo, null without one
   * @param missing code points that no font of the report can write
   */
  Map<String, Object> values(@Nullable String logo, java.util.Set<Integer> missing) {
    Map<String, Object> values = new HashMap<>();
    values.put("text", texts.words());
    values.put("language", content.style().language());
    values.put("size", content.style().paper().size());
    values.put("logo", logo == null ? "" : logo);
    String institution = content.head().institution();
    values.put(
        "logoDescription",
        institution.isEmpty() ? texts.get("logo") : texts.get("logo-of", institution));
    values.put("head", content.head());
    values.put("identity", rows(content.identity()));
    values.put("narrative", content.narrative());
    values.put("technique", rows(content.technique()));
    values.put("headline", content.headline());
    values.put("groups", content.groups());
    values.put("dynamics", content.dynamics());
    values.put("statements", content.statements());
    values.put("montage", montage());
    values.put("legend", legend());
    ReportContent.Curve curve = content.curve();
    values.put("curve", curve == null ? "" : ReportDrawings.curve(curve, texts));
    ReportContent.Previous previous = content.previous();
    values.put("previous", previous == null ? "" : previous);
    values.put(
        "previousTitle", previous == null ? "" : texts.get("previous-title", previous.date()));
    ReportContent.Wall wall = content.wall();
    values.put("wall", wall);
    values.put("wallColumns", wallColumns(wall));
    values.put("motionMap", wall.graded() ? WallDrawings.motion(wall, texts) : "");
    values.put("motionKeys", wall.graded() ? motionKeys() : List.of());
    values.put("thicknessMap", wall.measured() ? WallDrawings.thickness(wall, texts) : "");
    values.put("thickeningMap", wall.measured() ? WallDrawings.thickening(wall, texts) : "");
    ReportThickness cycle = wall.overCycle();
    values.put("thicknessCurves", cycle == null ? "" : ThicknessDrawing.of(cycle, texts));
    values.put("flags", content.flags());
    values.put("flagCount", content.flags().size());
    values.put("origins", content.origins());
    values.put("analysis", content.analysis());
    values.put("signature", content.signature());
    values.put("unsigned", content.signature().name().isEmpty());
    values.put("missingGlyphs", codePoints(missing));
    return values;
  }

  private String codePoints(java.util.Set<Integer> missing) {
    if (missing.isEmpty()) {
      return "";
    }
    List<String> names = new ArrayList<>();
    for (int c : new TreeSet<>(missing)) {
      names.add(String.format("U+%04X", c));
    }
    return texts.get("missing-glyphs", String.join(", ", names));
  }

  /** A line of a table of facts. */
  record FactRow(List<ReportContent.Fact> facts) {}

  private static List<FactRow> rows(List<ReportContent.Fact> facts) {
    List<FactRow> rows = new ArrayList<>();
    for (int i = 0; i < facts.size(); i += FACTS_IN_ROW) {
      List<ReportContent.Fact> row =
          new ArrayList<>(facts.subList(i, Math.min(i + FACTS_IN_ROW, facts.size())));
      while (row.size() < FACTS_IN_ROW) {
        row.add(new ReportContent.Fact("", ""));
      }
      rows.add(new FactRow(row));
    }
    return rows;
  }

  /**
   * A picture in its place.
   *
   * @param file empty where there is no picture
   */
  record Tile(String file, String description, Drawing outlines) {}

  /** One slice of the montage. */
  record Column(int number, @Nullable Tile ed, @Nullable Tile es) {}

  /**
   * Slices that stand beside each other.
   *
   * @param width of a column in per cent of the page's
   * @param blank columns that are left empty at the end
   */
  record Band(List<Column> columns, String width, List<Integer> blank) {}

  private List<Band> montage() {
    int n = content.montage().size();
    int bands = (n + MOST_COLUMNS - 1) / MOST_COLUMNS;
    int across = bands == 0 ? 1 : Math.max((n + bands - 1) / bands, 4);
    List<Band> all = new ArrayList<>();
    for (int from = 0; from < n; from += across) {
      List<Column> columns = new ArrayList<>();
      for (ReportContent.SlicePair pair :
          content.montage().subList(from, Math.min(from + across, n))) {
        columns.add(
            new Column(
                pair.number(),
                tile("ed-" + pair.number(), pair.ed()),
                tile("es-" + pair.number(), pair.es())));
      }
      List<Integer> blank = new ArrayList<>();
      for (int i = columns.size(); i < across; i++) {
        blank.add(i);
      }
      all.add(new Band(columns, Drawing.n(94.0 / across), blank));
    }
    return all;
  }

  private @Nullable Tile tile(String name, ReportContent.@Nullable Picture picture) {
    if (picture == null) {
      return null;
    }
    String file = name + ".png";
    pictures.computeIfAbsent(file, ignored -> GreyPng.of(picture.side(), picture.grey()));
    return new Tile(file, picture.description(), ReportDrawings.outlines(picture, texts));
  }

  /** Lines of a table of segments. */
  record SegmentColumn(List<ReportContent.Segment> segments) {}

  /** Two tables beside each other; none while there is nothing to say about any segment. */
  private static List<SegmentColumn> wallColumns(ReportContent.Wall wall) {
    int half = wall.segments().size() / 2;
    return wall.graded() || wall.measured()
        ? List.of(
            new SegmentColumn(wall.segments().subList(0, half)),
            new SegmentColumn(wall.segments().subList(half, wall.segments().size())))
        : List.of();
  }

  private List<Key> motionKeys() {
    List<Key> keys = new ArrayList<>();
    for (int score = 1; score <= 5; score++) {
      keys.add(
          new Key(score + " " + texts.get("motion-" + score), WallDrawings.motionColour(score)));
    }
    return keys;
  }

  /** A structure and the colour of its lines. */
  record Key(String name, String colour) {}

  private List<Key> legend() {
    List<Key> keys = new ArrayList<>();
    for (Structure structure : Structure.values()) {
      boolean drawn =
          content.montage().stream()
              .flatMap(
                  pair -> java.util.stream.Stream.of(pair.ed(), pair.es()).filter(p -> p != null))
              .flatMap(p -> p.outlines().stream())
              .anyMatch(o -> o.structure() == structure);
      if (drawn) {
        keys.add(
            new Key(
                texts.get(ReportOrigins.key(structure)),
                Drawing.colour(StructureColour.of(structure).rgb())));
      }
    }
    return keys;
  }
}
