package ventricle.viewer.canvas;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.geometry.Limit;

/**
 * Editing rights: who edits which structure.
 *
 * @param limits the border a contour may not cross, by its place; null where it is free
 */
public record Editing(
    Structure structure, String reader, Function<ContourKey, @Nullable Limit> limits) {

  /** Rights to a structure that no other border limits. */
  public Editing(Structure structure, String reader) {
    this(structure, reader, key -> null);
  }
}
