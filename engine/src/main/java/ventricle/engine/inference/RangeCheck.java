package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;

/** Compares a stack with the inputs a model was made for. */
public final class RangeCheck {

  private RangeCheck() {}

  /**
   * What lies outside the card's range, one note for each kind; code {@code model-range}, or {@code
   * spacing-unknown} where the model had to assume a pixel spacing.
   */
  public static List<Note> check(ModelCard card, CineStack stack) {
    ModelCard.Range range = card.range();
    List<Note> notes = new ArrayList<>();
    if (stack.slices().stream().anyMatch(s -> s.spacing() == null)) {
      notes.add(
          new Note(
              "spacing-unknown",
              "The pixel spacing is unknown; model %s was given %s mm."
                  .formatted(card.id(), number(card.input().unknownSpacingMm()))));
    }
    stack.slices().stream()
        .map(Slice::spacing)
        .filter(s -> s != null && outside(s, range))
        .findFirst()
        .ifPresent(
            s ->
                notes.add(
                    note(
                        card,
                        "pixel spacing of %s × %s mm"
                            .formatted(number(s.row()), number(s.column())),
                        number(range.minSpacingMm()) + "–" + number(range.maxSpacingMm()))));
    int slices = stack.sliceCount();
    if (slices < range.minSlices() || slices > range.maxSlices()) {
      notes.add(note(card, slices + " slices", range.minSlices() + "–" + range.maxSlices()));
    }
    int phases = stack.phases();
    if (phases < range.minPhases() || phases > range.maxPhases()) {
      notes.add(note(card, phases + " phases", range.minPhases() + "–" + range.maxPhases()));
    }
    stack.slices().stream()
        .filter(s -> s.rows() < range.minRows() || s.columns() < range.minColumns())
        .findFirst()
        .ifPresent(
            s ->
                notes.add(
                    note(
                        card,
                        "images of %d × %d pixels".formatted(s.rows(), s.columns()),
                        "at least %d × %d".formatted(range.minRows(), range.minColumns()))));
    return notes;
  }

  private static boolean outside(PixelSpacing s, ModelCard.Range range) {
    return Math.min(s.row(), s.column()) < range.minSpacingMm()
        || Math.max(s.row(), s.column()) > range.maxSpacingMm();
  }

  private static Note note(ModelCard card, String what, String expected) {
    return new Note(
        "model-range",
        "Outside the range of model %s: %s (made for %s).".formatted(card.id(), what, expected));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
