package ventricle.app.review;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ventricle.app.action.Action;
import ventricle.app.text.Text;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Copying;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Interpolation;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewProgress;

/**
 * What actions do with a frame as a whole and with more than one frame at a time.
 *
 * @param pause stops the cine, so that a command concerns the frame that was seen
 */
record FrameCommands(ReviewPresenter presenter, Text text, FillController fills, Runnable pause) {

  /** Phases on each side that count as near. */
  private static final int NEAR = 3;

  /** Empty when the action is none of these. */
  Optional<Runnable> handler(Action action) {
    Runnable command =
        switch (action) {
          case INTERPOLATE_SLICES -> () -> fills.interpolate(Interpolation.Axis.SLICES);
          case INTERPOLATE_PHASES -> () -> fills.interpolate(Interpolation.Axis.PHASES);
          case PROPAGATE -> () -> fills.propagate(document().phaseCount());
          case PROPAGATE_NEAR -> () -> fills.propagate(NEAR);
          case RESET_INSERTION -> this::resetInsertion;
          case CONFIRM_ABSENT -> this::confirmAbsent;
          case SLICE_ABSENT -> this::confirmSliceAbsent;
          case TOGGLE_EXCLUDED -> this::toggleExcluded;
          case DELETE_FRAME -> this::deleteFrame;
          case RESTORE_FRAME -> this::restoreFrame;
          case COPY_TO_NEXT_PHASE -> () -> copy(0, 1);
          case COPY_TO_PREVIOUS_PHASE -> () -> copy(0, -1);
          case COPY_TO_NEXT_SLICE -> () -> copy(1, 0);
          case COPY_TO_PREVIOUS_SLICE -> () -> copy(-1, 0);
          default -> null;
        };
    return Optional.ofNullable(command)
        .map(
            known ->
                () -> {
                  pause.run();
                  known.run();
                });
  }

  private ReviewDocument document() {
    return presenter.document();
  }

  private Set<ContourKey> keys(Set<Structure> structures) {
    return structures.stream()
        .map(structure -> new ContourKey(presenter.frame(), structure))
        .collect(Collectors.toSet());
  }

  private void confirmAbsent() {
    presenter.apply(
        new Edit.ConfirmAbsent(
            keys(EnumSet.of(presenter.structureProperty().get())), presenter.reader()));
  }

  private void confirmSliceAbsent() {
    presenter.apply(
        new Edit.ConfirmAbsent(keys(EnumSet.allOf(Structure.class)), presenter.reader()));
  }

  private void toggleExcluded() {
    FrameKey frame = presenter.frame();
    presenter.apply(
        ReviewProgress.isExcluded(document(), frame)
            ? ReviewProgress.include(frame)
            : ReviewProgress.exclude(frame, presenter.reader(), text.get("exclude.reason")));
  }

  private void resetInsertion() {
    if (document().insertions().containsKey(presenter.frame())) {
      presenter.apply(new Edit.PlaceInsertion(presenter.frame(), null, presenter.reader()));
    }
  }

  private void deleteFrame() {
    Set<ContourKey> shown = keys(EnumSet.allOf(Structure.class));
    shown.removeIf(key -> document().shown(key).isEmpty());
    if (!shown.isEmpty()) {
      presenter.apply(new Edit.RemoveContours(shown, presenter.reader()));
    }
  }

  private void restoreFrame() {
    Set<ContourKey> own = keys(EnumSet.allOf(Structure.class));
    own.removeIf(key -> !document().readerLayer().containsKey(key));
    if (!own.isEmpty()) {
      presenter.apply(new Edit.RestoreModel(own));
    }
  }

  /** Copies the structure picked to a neighbour, time being a circle, and goes there. */
  private void copy(int slices, int phases) {
    FrameKey from = presenter.frame();
    int slice = from.slice() + slices;
    if (slice < 0 || slice >= document().sliceCount()) {
      return;
    }
    FrameKey to =
        new FrameKey(slice, Math.floorMod(from.phase() + phases, document().phaseCount()));
    Copying.copy(
            presenter.stackProperty().get(),
            document(),
            new ContourKey(from, presenter.structureProperty().get()),
            to,
            presenter.reader())
        .filter(presenter::apply)
        .ifPresent(done -> presenter.go(to));
  }
}
