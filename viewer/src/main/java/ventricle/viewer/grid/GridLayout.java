package ventricle.viewer.grid;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import ventricle.engine.domain.FrameKey;

/**
 * Where the cells of a grid lie: slices from base to apex downwards, phases across.
 *
 * @param phases the phase of each column, 0-based
 * @param cell side of a cell
 * @param gapX free space between columns
 * @param gapY free space between rows
 * @param left free space before the first column
 */
record GridLayout(
    int slices, List<Integer> phases, double cell, double gapX, double gapY, double left) {

  static final double MARGIN = 12;
  private static final double GAP = 8;
  private static final double SMALLEST_CELL = 56;
  private static final double LARGEST_CELL = 132;
  private static final double TIGHT_GAP = 3;

  GridLayout {
    phases = List.copyOf(phases);
  }

  /** Few columns that fill the width, as small as needed for all slices to be seen at once. */
  static GridLayout fitting(int slices, List<Integer> phases, double width, double height) {
    int columns = Math.max(1, phases.size());
    double byWidth = (width - 2 * MARGIN - GAP * (columns - 1)) / columns;
    double byHeight = (height - GAP) / Math.max(1, slices) - GAP;
    double cell = Math.clamp(Math.min(byWidth, byHeight), SMALLEST_CELL, LARGEST_CELL);
    cell = Math.floor(Math.max(16, Math.min(cell, Math.max(16, byWidth))));
    double gapX =
        columns < 2 ? 0 : Math.min(20, (width - 2 * MARGIN - cell * columns) / (columns - 1));
    gapX = Math.max(GAP, gapX);
    double used = cell * columns + gapX * (columns - 1);
    return new GridLayout(slices, phases, cell, gapX, GAP, Math.max(MARGIN, (width - used) / 2));
  }

  /** All phases at a chosen size, wider than the screen if need be. */
  static GridLayout sized(int slices, List<Integer> phases, double cell) {
    return new GridLayout(slices, phases, Math.floor(cell), TIGHT_GAP, TIGHT_GAP, MARGIN);
  }

  double contentWidth() {
    return left + phases.size() * (cell + gapX) - gapX + MARGIN;
  }

  double contentHeight() {
    return slices * (cell + gapY) + gapY;
  }

  double columnX(int column) {
    return left + column * (cell + gapX);
  }

  double rowY(int slice) {
    return gapY + slice * (cell + gapY);
  }

  /** The cell of a frame; empty when its phase has no column. */
  Optional<Rectangle2D> cellOf(FrameKey key) {
    int column = phases.indexOf(key.phase());
    return column < 0 || key.slice() >= slices
        ? Optional.empty()
        : Optional.of(new Rectangle2D(columnX(column), rowY(key.slice()), cell, cell));
  }

  /** The frame under a position; gaps belong to nothing. */
  Optional<FrameKey> frameAt(double x, double y) {
    OptionalInt column = hit(x, phases.size(), i -> columnX((int) i));
    OptionalInt row = hit(y, slices, i -> rowY((int) i));
    return column.isPresent() && row.isPresent()
        ? Optional.of(new FrameKey(row.getAsInt(), phases.get(column.getAsInt())))
        : Optional.empty();
  }

  private OptionalInt hit(double at, int count, java.util.function.DoubleUnaryOperator start) {
    return IntStream.range(0, count)
        .filter(i -> at >= start.applyAsDouble(i) && at < start.applyAsDouble(i) + cell)
        .findFirst();
  }

  /** The frame beside another; stays where the grid ends. */
  FrameKey neighbour(FrameKey from, int columns, int rows) {
    int column = phases.indexOf(from.phase());
    int nextColumn = column < 0 ? 0 : Math.clamp(column + columns, 0, phases.size() - 1);
    return new FrameKey(Math.clamp(from.slice() + rows, 0, slices - 1), phases.get(nextColumn));
  }
}
