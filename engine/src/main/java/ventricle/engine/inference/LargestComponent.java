package ventricle.engine.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Connected pixels over the slices of a phase. */
final class LargestComponent {

  private LargestComponent() {}

  /**
   * Keeps the connected part with the most pixels; pixels touch by their faces, within a slice and
   * between neighbouring slices of the list.
   *
   * @param masks one per slice, row by row, all of one size
   */
  static List<boolean[]> of(List<boolean[]> masks, int columns) {
    int[][] label = new int[masks.size()][];
    for (int z = 0; z < label.length; z++) {
      label[z] = new int[masks.get(z).length];
    }
    int best = 0;
    int most = 0;
    int next = 0;
    for (int z = 0; z < label.length; z++) {
      for (int i = 0; i < label[z].length; i++) {
        if (masks.get(z)[i] && label[z][i] == 0) {
          int size = flood(masks, label, columns, z, i, ++next);
          if (size > most) {
            most = size;
            best = next;
          }
        }
      }
    }
    List<boolean[]> kept = new ArrayList<>();
    for (int[] slice : label) {
      boolean[] mask = new boolean[slice.length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = best > 0 && slice[i] == best;
      }
      kept.add(mask);
    }
    return kept;
  }

  private static int flood(
      List<boolean[]> masks, int[][] label, int columns, int slice, int pixel, int name) {
    ArrayDeque<int[]> open = new ArrayDeque<>();
    label[slice][pixel] = name;
    open.add(new int[] {slice, pixel});
    int size = 0;
    while (!open.isEmpty()) {
      int[] at = open.remove();
      size++;
      int z = at[0];
      int i = at[1];
      visit(masks, label, open, z - 1, i, name);
      visit(masks, label, open, z + 1, i, name);
      visit(masks, label, open, z, i - columns, name);
      visit(masks, label, open, z, i + columns, name);
      if (i % columns > 0) {
        visit(masks, label, open, z, i - 1, name);
      }
      if (i % columns < columns - 1) {
        visit(masks, label, open, z, i + 1, name);
      }
    }
    return size;
  }

  private static void visit(
      List<boolean[]> masks, int[][] label, ArrayDeque<int[]> open, int z, int i, int name) {
    if (z >= 0 && z < label.length && i >= 0 && i < label[z].length) {
      if (masks.get(z)[i] && label[z][i] == 0) {
        label[z][i] = name;
        open.add(new int[] {z, i});
      }
    }
  }
}
