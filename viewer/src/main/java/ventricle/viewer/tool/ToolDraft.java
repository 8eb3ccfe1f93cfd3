package ventricle.viewer.tool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.Point;

/**
 * What a tool shows over the image, in image coordinates.
 *
 * @param contour drawn in place of the target's contour, null to leave that one
 * @param lines aids beside it, drawn in this order
 * @param handles places to take hold of
 * @param hot index of the handle under the cursor, −1 for none
 * @param circle a round tool, null for none
 * @param lit whether the target's contour is emphasised
 */
public record ToolDraft(
    @Nullable Contour contour,
    List<Line> lines,
    List<Point> handles,
    int hot,
    @Nullable Circle circle,
    boolean lit) {

  /** Nothing but the contours themselves. */
  public static final ToolDraft NONE = new ToolDraft(null, List.of(), List.of(), -1, null, false);

  /** The target's contour emphasised: a tool stands ready for it. */
  static final ToolDraft READY = new ToolDraft(null, List.of(), List.of(), -1, null, true);

  /** What a line means, and so how it looks. */
  public enum Style {
    /** Being drawn. */
    DRAWN,
    /** How the line being drawn will be closed. */
    CLOSING,
    /** On the wrong side of a border that must not be crossed. */
    CONFLICT,
    /** Will be gone, or does not count yet. */
    FAINT,
    /** Around what is being moved. */
    FRAME
  }

  /** A line with two ends. */
  public record Line(List<Point> points, Style style) {
    public Line {
      points = List.copyOf(points);
    }

    static Line closed(List<Point> ring, Style style) {
      List<Point> points = new ArrayList<>(ring);
      points.add(ring.getFirst());
      return new Line(points, style);
    }
  }

  /** What a round tool does with the area it goes over. */
  public enum Sign {
    NONE,
    ADDS,
    TAKES
  }

  /**
   * A circle on the screen.
   *
   * @param radius in image columns
   */
  public record Circle(Point centre, double radius, Sign sign) {}

  public ToolDraft {
    lines = List.copyOf(lines);
    handles = List.copyOf(handles);
  }

  /** A contour in the making, with the stretches that cannot stay where they are. */
  static ToolDraft of(Contour contour, List<List<Point>> conflict) {
    return READY
        .withContour(contour)
        .withLines(conflict.stream().map(line -> new Line(line, Style.CONFLICT)).toList());
  }

  ToolDraft withContour(Contour changed) {
    return new ToolDraft(changed, lines, handles, hot, circle, lit);
  }

  /** With more lines on top of those there. */
  ToolDraft withLines(List<Line> more) {
    List<Line> all = new ArrayList<>(lines);
    all.addAll(more);
    return new ToolDraft(contour, all, handles, hot, circle, lit);
  }

  ToolDraft withHandles(List<Point> places, int underCursor) {
    return new ToolDraft(contour, lines, places, underCursor, circle, lit);
  }

  ToolDraft withCircle(Circle round) {
    return new ToolDraft(contour, lines, handles, hot, round, lit);
  }
}
