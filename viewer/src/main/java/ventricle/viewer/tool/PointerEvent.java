package ventricle.viewer.tool;

import ventricle.engine.domain.Point;

/**
 * The mouse over the image.
 *
 * @param image position in image coordinates
 * @param screenX position in the canvas, logical pixels
 * @param clicks 2 for the second press of a double click
 */
public record PointerEvent(
    Point image, double screenX, double screenY, int clicks, boolean shift, boolean control) {}
