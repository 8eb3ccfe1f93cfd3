package ventricle.viewer.cine;

import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

/**
 * Plays the phases of a loop at the study's own rate. When the screen is slower than the heart,
 * phases are dropped and the beat keeps its length. JavaFX thread only.
 */
public final class CineClock {

  private static final long REPORT_NANOS = 250_000_000L;

  private final ReadOnlyObjectWrapper<Cycle> cycle;
  private final IntegerProperty phase = new SimpleIntegerProperty(this, "phase");
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
  private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
  private final ReadOnlyDoubleWrapper achievedFps = new ReadOnlyDoubleWrapper(this, "achievedFps");
  private final FrameRate rate = new FrameRate();
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          tick(now);
        }
      };

  private double position;
  private long last = -1;
  private long reported;
  private boolean ticking;

  public CineClock(Cycle cycle) {
    this.cycle = new ReadOnlyObjectWrapper<>(this, "cycle", cycle);
    playing.subscribe((was, is) -> startOrStop(is));
    phase.subscribe(this::sought);
  }

  private void startOrStop(boolean play) {
    last = -1;
    rate.reset();
    achievedFps.set(0);
    if (play) {
      timer.start();
    } else {
      timer.stop();
    }
  }

  private void sought(Number wanted) {
    if (!ticking) {
      position = wanted.doubleValue();
    }
  }

  /** One pulse of the screen at a time in nanoseconds. */
  void tick(long now) {
    if (last >= 0) {
      Cycle c = cycle.get();
      position = c.advanced(position, (now - last) / 1e6, speed.get());
      int next = c.phaseAt(position);
      if (next != phase.get()) {
        ticking = true;
        phase.set(next);
        ticking = false;
        rate.frameShown(now);
      }
      if (now - reported > REPORT_NANOS) {
        reported = now;
        achievedFps.set(rate.perSecond());
      }
    }
    last = now;
  }

  /** Another study: the first phase, stopped. */
  public void setCycle(Cycle next) {
    playing.set(false);
    cycle.set(next);
    phase.set(0);
  }

  public Cycle getCycle() {
    return cycle.get();
  }

  public ReadOnlyObjectProperty<Cycle> cycleProperty() {
    return cycle.getReadOnlyProperty();
  }

  /** One phase on or back, over the end to the other; playing stops. */
  public void step(int phases) {
    playing.set(false);
    phase.set(Math.floorMod(phase.get() + phases, cycle.get().phases()));
  }

  public void togglePlaying() {
    playing.set(!playing.get());
  }

  /** The 0-based phase shown; setting it seeks. */
  public IntegerProperty phaseProperty() {
    return phase;
  }

  public int getPhase() {
    return phase.get();
  }

  public void setPhase(int wanted) {
    phase.set(Math.clamp(wanted, 0, cycle.get().phases() - 1));
  }

  public BooleanProperty playingProperty() {
    return playing;
  }

  public boolean isPlaying() {
    return playing.get();
  }

  /** 1 is the study's own rate. */
  public DoubleProperty speedProperty() {
    return speed;
  }

  /** Phases shown a second, measured over the last second of playing; 0 when stopped. */
  public ReadOnlyDoubleProperty achievedFpsProperty() {
    return achievedFps.getReadOnlyProperty();
  }
}
