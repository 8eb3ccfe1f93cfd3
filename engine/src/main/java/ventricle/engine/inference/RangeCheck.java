package ventricle.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.CineStack.Note;
import ventricle.engine.domain.PixelSpacing;
import ventricle.engine.domain.Slice;

/** Compares a stack with the inputs a model was made for. */
public final class RangeCheck {

  private RangeCheck() {}

  /**
   * What lies outside the range of any of the models, one note for each model and kind, code {@code
   * model-range}; and {@code spacing-unknown} where models had to assume a pixel spacing, one note
   * for each spacing assumed.
   */
  public static List<Note> check(List<ModelCard> cards, CineStack stack) {
    List<Note> notes = new ArrayList<>(assumedSpacing(cards, stack));
    cards.forEach(card -> notes.addAll(outside(card, stack)));
    return List.copyOf(notes);
  }

  private static List<Note> assumedSpacing(List<ModelCard> cards, CineStack stack) {
    if (stack.slices().stream().noneMatch(s -> s.spacing() == null)) {
      return List.of();
    }
    SortedMap<Double, List<String>> ids = new TreeMap<>();
    for (ModelCard card : cards) {
      ids.computeIfAbsent(card.input().unknownSpacingMm(), mm -> new ArrayList<>()).add(card.id());
    }
    return ids.entrySet().stream()
        .map(
            e ->
                Note.of(
                    "spacing-unknown.assumed", number(e.getKey()), String.join(", ", e.getValue())))
        .toList();
  }

  private static List<Note> outside(ModelCard card, CineStack stack) {
    ModelCard.Range range = card.range();
    List<Note> notes = new ArrayList<>();
    stack.slices().stream()
        .map(Slice::spacing)
        .filter(s -> s != null && outside(s, range))
        .findFirst()
        .ifPresent(
            s ->
                notes.add(
                    Note.of(
                        "model-range.spacing",
                        card.id(),
                        number(s.row()),
                        number(s.column()),
                        number(range.minSpacingMm()),
                        number(range.maxSpacingMm()))));
    int slices = stack.sliceCount();
    if (slices < range.minSlices() || slices > range.maxSlices()) {
      notes.add(
          Note.of("model-range.slices", card.id(), slices, range.minSlices(), range.maxSlices()));
    }
    int phases = stack.phases();
    if (phases < range.minPhases() || phases > range.maxPhases()) {
      notes.add(
          Note.of("model-range.phases", card.id(), phases, range.minPhases(), range.maxPhases()));
    }
    stack.slices().stream()
        .filter(s -> s.rows() < range.minRows() || s.columns() < range.minColumns())
        .findFirst()
        .ifPresent(
            s ->
                notes.add(
                    Note.of(
                        "model-range.size",
                        card.id(),
                        s.rows(),
                        s.columns(),
                        range.minRows(),
                        range.minColumns())));
    return notes;
  }

  private static boolean outside(PixelSpacing s, ModelCard.Range range) {
    return Math.min(s.row(), s.column()) < range.minSpacingMm()
        || Math.max(s.row(), s.column()) > range.maxSpacingMm();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
