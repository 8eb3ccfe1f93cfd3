package ventricle.viewer.view;

import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ventricle.engine.domain.Slice;
import ventricle.engine.domain.Vector3;

/**
 * Which side of the patient each edge of the image faces: L, R, A(nterior), P(osterior), H(ead),
 * F(eet); an oblique edge has two letters, the nearer direction first.
 */
public record EdgeLetters(String left, String right, String top, String bottom) {

  /** A second direction is named when it is at least this part of the unit vector. */
  private static final double NAMED = .38;

  private record Part(char letter, double size) {}

  public static EdgeLetters of(Slice slice) {
    return new EdgeLetters(
        towards(slice.rowDirection().times(-1)),
        towards(slice.rowDirection()),
        towards(slice.columnDirection().times(-1)),
        towards(slice.columnDirection()));
  }

  private static String towards(Vector3 d) {
    return Stream.of(
            new Part(d.x() > 0 ? 'L' : 'R', Math.abs(d.x())),
            new Part(d.y() > 0 ? 'P' : 'A', Math.abs(d.y())),
            new Part(d.z() > 0 ? 'H' : 'F', Math.abs(d.z())))
        .sorted(Comparator.comparingDouble(Part::size).reversed())
        .limit(2)
        .filter(p -> p.size() >= NAMED)
        .map(p -> String.valueOf(p.letter()))
        .collect(Collectors.joining());
  }
}
