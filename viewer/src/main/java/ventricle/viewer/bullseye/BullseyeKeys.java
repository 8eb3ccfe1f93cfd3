package ventricle.viewer.bullseye;

import java.util.Arrays;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import ventricle.engine.measure.regional.AhaSegment;
import ventricle.engine.measure.regional.BullseyeGeometry;
import ventricle.engine.measure.regional.BullseyeGeometry.At;
import ventricle.engine.measure.regional.BullseyeGeometry.Sector;
import ventricle.engine.review.WallMotion;

/**
 * The keys of a polar map: left and right go round a ring, up and down from ring to ring, each to
 * the segment that lies there.
 */
final class BullseyeKeys {

  /** What the keys act on. */
  interface Target {
    AhaSegment cursor();

    void move(AhaSegment to);

    void choose(AhaSegment segment);

    boolean grades();

    void grade(AhaSegment segment, @Nullable WallMotion grade);
  }

  private final Target target;

  BullseyeKeys(Target target) {
    this.target = target;
  }

  void pressed(KeyEvent e) {
    if (!e.isShortcutDown() && !e.isAltDown() && !e.isShiftDown() && took(e.getCode())) {
      e.consume();
    }
  }

  private boolean took(KeyCode code) {
    AhaSegment at = target.cursor();
    switch (code) {
      case LEFT -> target.move(along(at, 1));
      case RIGHT -> target.move(along(at, -1));
      case UP -> target.move(across(at, true));
      case DOWN -> target.move(across(at, false));
      case ENTER, SPACE -> target.choose(at);
      default -> {
        return graded(at, code);
      }
    }
    return true;
  }

  private boolean graded(AhaSegment at, KeyCode code) {
    if (!target.grades()) {
      return false;
    }
    if (code == KeyCode.DELETE || code == KeyCode.BACK_SPACE) {
      target.grade(at, null);
      return true;
    }
    if (!code.isDigitKey()) {
      return false;
    }
    int score = code.getName().charAt(code.getName().length() - 1) - '0';
    Arrays.stream(WallMotion.values())
        .filter(grade -> grade.score() == score)
        .findFirst()
        .ifPresent(grade -> target.grade(at, grade));
    return true;
  }

  /** The next segment of the ring; 1 goes anticlockwise, as the numbers do. */
  static AhaSegment along(AhaSegment from, int step) {
    var ring = AhaSegment.at(from.level());
    return ring.get(Math.floorMod(ring.indexOf(from) + step, ring.size()));
  }

  /** The segment beside in the next ring, outwards or inwards; the same at the last ring. */
  static AhaSegment across(AhaSegment from, boolean outwards) {
    Sector sector = BullseyeGeometry.sector(from.number());
    double radius = outwards ? sector.outer() + .01 : sector.inner() - .01;
    if (radius > 1 || radius < 0) {
      return from;
    }
    At at = BullseyeGeometry.at(radius, sector.middleDegrees());
    return AhaSegment.of(BullseyeGeometry.segmentAt(at.x(), at.y()).orElseThrow());
  }
}
