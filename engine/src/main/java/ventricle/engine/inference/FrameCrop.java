package ventricle.engine.inference;

import ventricle.engine.domain.CineFrame;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Point;
import ventricle.engine.domain.Slice;
import ventricle.engine.geometry.CropGrid;
import ventricle.engine.geometry.ImageSize;

/**
 * A frame sampled on a model's crop.
 *
 * @param values grey values at the crop's pixels, row by row; meaningless where not inside
 * @param inside which of the crop's pixels lie on the image
 */
record FrameCrop(CropGrid grid, float[] values, boolean[] inside) {

  /**
   * The crop a model wants of a slice.
   *
   * @param centre middle of the crop, in image coordinates; the crop may be moved from there by
   *     half a pixel of the image
   */
  static CropGrid grid(ModelCard.Input input, Slice slice, Point centre) {
    PixelSpacing spacing = slice.spacing();
    double column = spacing == null ? input.unknownSpacingMm() : spacing.column();
    double row = spacing == null ? input.unknownSpacingMm() : spacing.row();
    CropGrid grid =
        new CropGrid(
            input.rows(),
            input.columns(),
            centre,
            input.spacingMm() / column,
            input.spacingMm() / row);
    return input.onPixels() ? grid.onPixels() : grid;
  }

  static FrameCrop of(CineFrame frame, CropGrid grid) {
    ImageSize image = new ImageSize(frame.pixels().rows(), frame.pixels().columns());
    float[] values = grid.sample(frame.pixels().toFloats(), image, CropGrid.Border.NEAREST);
    boolean[] inside = new boolean[values.length];
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        inside[row * grid.columns() + column] =
            image.contains(grid.toImage(new Point(column, row)));
      }
    }
    return new FrameCrop(grid, values, inside);
  }
}
