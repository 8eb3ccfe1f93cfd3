package ventricle.app.action;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import ventricle.app.text.Text;

/**
 * Everything a user can do, with its icon and keys. The text of an action is {@code action.<name>}
 * in {@link ventricle.app.text.Text}, with the name in lower case and dashes.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // icons and keys are constants of toolkits without that annotation
public enum Action {
  OPEN_FOLDER(Group.STUDY, MaterialDesignF.FOLDER_OPEN_OUTLINE, "Shortcut+O"),
  OPEN_DEMO(Group.STUDY, MaterialDesignH.HEART_PULSE, "Shortcut+D"),
  WORKLIST(Group.STUDY, MaterialDesignF.FORMAT_LIST_BULLETED, "Shortcut+L"),
  ADD_STUDIES(Group.STUDY, MaterialDesignF.FOLDER_PLUS_OUTLINE, "Shortcut+Shift+L"),
  REMOVE_FROM_LIST(Group.STUDY, MaterialDesignP.PLAYLIST_REMOVE),
  CLOSE_STUDY(Group.STUDY, MaterialDesignC.CLOSE, "Shortcut+W"),
  PERSON(Group.STUDY, MaterialDesignA.ACCOUNT_EDIT_OUTLINE, "Shortcut+R"),
  PACS(Group.STUDY, MaterialDesignC.CLOUD_SEARCH_OUTLINE, "Shortcut+P"),
  REPORT(Group.STUDY, MaterialDesignF.FILE_DOCUMENT_EDIT_OUTLINE, "Shortcut+Shift+R"),
  EXPORT(Group.STUDY, MaterialDesignE.EXPORT, "Shortcut+E"),
  DEIDENTIFY(Group.STUDY, MaterialDesignI.INCOGNITO, "Shortcut+Shift+E"),
  SEND_RESULTS(Group.STUDY, MaterialDesignC.CLOUD_UPLOAD_OUTLINE, "Shortcut+Shift+P"),
  IMPORT_CONTOURS(Group.STUDY, MaterialDesignI.IMPORT, "Shortcut+I"),
  STUDY_OBJECTS(Group.STUDY, MaterialDesignF.FILE_TABLE_OUTLINE, "Shortcut+Shift+I"),
  SIGN(Group.STUDY, MaterialDesignD.DRAW, "Shortcut+Shift+Enter"),
  AMEND(Group.STUDY, MaterialDesignD.DRAW),
  SAVE_COPY(Group.STUDY, MaterialDesignC.CONTENT_SAVE_OUTLINE, "Shortcut+Shift+S"),
  TAKE_UP_COPY(Group.STUDY, MaterialDesignR.RESTORE, "Shortcut+Shift+O"),
  RETRY_SAVING(Group.STUDY, MaterialDesignR.REDO_VARIANT),

  PLAY(Group.CINE, MaterialDesignP.PLAY, "Space"),
  PREVIOUS_PHASE(Group.CINE, MaterialDesignC.CHEVRON_LEFT, "Left"),
  NEXT_PHASE(Group.CINE, MaterialDesignC.CHEVRON_RIGHT, "Right"),
  PREVIOUS_SLICE(Group.CINE, MaterialDesignC.CHEVRON_UP, "Up"),
  NEXT_SLICE(Group.CINE, MaterialDesignC.CHEVRON_DOWN, "Down"),
  GO_TO_ED(Group.CINE, MaterialDesignA.ARROW_EXPAND_ALL, "D"),
  GO_TO_ES(Group.CINE, MaterialDesignA.ARROW_COLLAPSE_ALL, "S"),
  SET_ED(Group.CINE, MaterialDesignF.FLAG_OUTLINE, "Shift+D"),
  SET_ES(Group.CINE, MaterialDesignF.FLAG_OUTLINE, "Shift+S"),

  FIT(Group.VIEW, MaterialDesignF.FIT_TO_PAGE_OUTLINE, "0"),
  ZOOM_HEART(Group.VIEW, MaterialDesignH.HEART_OUTLINE, "Z"),
  ZOOM_IN(Group.VIEW, MaterialDesignM.MAGNIFY_PLUS_OUTLINE, "Plus", "Equals"),
  ZOOM_OUT(Group.VIEW, MaterialDesignM.MAGNIFY_MINUS_OUTLINE, "Minus"),
  RESET_WINDOW(Group.VIEW, MaterialDesignC.CONTRAST_CIRCLE, "Shift+W"),
  HIDE_OVERLAYS(Group.VIEW, MaterialDesignE.EYE_OFF_OUTLINE, "J"),
  TOGGLE_CONTOURS(Group.VIEW, MaterialDesignV.VECTOR_CIRCLE_VARIANT, "O"),
  TOGGLE_HEATMAP(Group.VIEW, MaterialDesignF.FIRE, "M"),
  NEXT_HEATMAP_SOURCE(Group.VIEW, MaterialDesignL.LAYERS_OUTLINE, "Shift+M"),
  TOGGLE_LONG_AXIS(Group.VIEW, MaterialDesignV.VIEW_SPLIT_VERTICAL, "L"),
  TOGGLE_THICKNESS(Group.VIEW, MaterialDesignC.CHART_MULTILINE, "Shift+T"),
  NEXT_WALL_QUANTITY(Group.VIEW, MaterialDesignB.BULLSEYE, "Shift+Q"),
  TOGGLE_INSERTION(Group.VIEW, MaterialDesignM.MAP_MARKER_OUTLINE, "Y"),
  TOGGLE_ALL_PHASES(Group.VIEW, MaterialDesignG.GRID, "G"),
  SIDE_BY_SIDE(Group.VIEW, MaterialDesignC.COMPARE, "Shift+G"),
  PREVIOUS_STUDY(Group.VIEW, MaterialDesignH.HISTORY, "Shift+B"),
  OTHER_STUDY(Group.VIEW, MaterialDesignF.FOLDER_MULTIPLE_OUTLINE, "Shift+O"),
  FLIP_STACK(Group.VIEW, MaterialDesignS.SWAP_VERTICAL, "Shift+F"),

  TOOL_BROWSE(Group.TOOL, MaterialDesignC.CURSOR_DEFAULT_OUTLINE, "V", "Esc"),
  TOOL_WINDOW(Group.TOOL, MaterialDesignC.CONTRAST_CIRCLE, "W"),
  TOOL_PAN(Group.TOOL, MaterialDesignH.HAND_BACK_RIGHT_OUTLINE, "H"),
  TOOL_POINTS(Group.TOOL, MaterialDesignV.VECTOR_POLYLINE_EDIT, "C"),
  TOOL_NUDGE(Group.TOOL, MaterialDesignR.RECORD_CIRCLE_OUTLINE, "N"),
  TOOL_BRUSH(Group.TOOL, MaterialDesignB.BRUSH, "B"),
  TOOL_ERASER(Group.TOOL, MaterialDesignE.ERASER, "E"),
  TOOL_REDRAW(Group.TOOL, MaterialDesignG.GESTURE, "X"),
  TOOL_DRAW(Group.TOOL, MaterialDesignP.PENCIL_OUTLINE, "F"),
  TOOL_DRAW_POINTS(Group.TOOL, MaterialDesignV.VECTOR_POLYGON, "P"),
  TOOL_TRANSFORM(Group.TOOL, MaterialDesignR.RESIZE, "T"),
  SMALLER(Group.TOOL, MaterialDesignM.MINUS_CIRCLE_OUTLINE, "["),
  LARGER(Group.TOOL, MaterialDesignP.PLUS_CIRCLE_OUTLINE, "]"),

  PICK_LV_ENDO(Group.EDIT, MaterialDesignC.CIRCLE_OUTLINE, "1"),
  PICK_LV_EPI(Group.EDIT, MaterialDesignC.CIRCLE_DOUBLE, "2"),
  PICK_RV_ENDO(Group.EDIT, MaterialDesignM.MOON_WANING_CRESCENT, "3"),
  PICK_LV_PAPILLARY(Group.EDIT, MaterialDesignC.CIRCLE_MEDIUM, "4"),
  TOGGLE_PAPILLARY(Group.EDIT, MaterialDesignS.SWAP_HORIZONTAL, "Shift+4"),
  GRADE_WALL_MOTION(Group.EDIT, MaterialDesignN.NUMERIC, "Shift+A"),
  SMOOTH_CONTOUR(Group.EDIT, MaterialDesignV.VECTOR_CURVE, "Shift+C"),
  GROW_CONTOUR(Group.EDIT, MaterialDesignA.ARROW_EXPAND, "."),
  SHRINK_CONTOUR(Group.EDIT, MaterialDesignA.ARROW_COLLAPSE, ","),
  DELETE_CONTOUR(Group.EDIT, MaterialDesignD.DELETE_OUTLINE, "Delete"),
  REVERT_CONTOUR(Group.EDIT, MaterialDesignR.RESTORE, "R"),
  INTERPOLATE_SLICES(Group.EDIT, MaterialDesignL.LAYERS_TRIPLE_OUTLINE, "I"),
  INTERPOLATE_PHASES(Group.EDIT, MaterialDesignS.SINE_WAVE, "Shift+I"),
  PROPAGATE(Group.EDIT, MaterialDesignA.ARROW_EXPAND_HORIZONTAL, "Shift+P"),
  PROPAGATE_NEAR(Group.EDIT, MaterialDesignA.ARROW_EXPAND_HORIZONTAL, "Alt+P"),
  RESET_INSERTION(Group.EDIT, MaterialDesignM.MAP_MARKER_REMOVE_VARIANT, "Shift+Y"),
  CONFIRM_ABSENT(Group.EDIT, MaterialDesignC.CIRCLE_OFF_OUTLINE, "K"),
  TOGGLE_EXCLUDED(Group.EDIT, MaterialDesignC.CANCEL, "Q"),
  SLICE_ABSENT(Group.EDIT, MaterialDesignC.CLOSE_BOX_OUTLINE, "Shift+K"),
  DELETE_FRAME(Group.EDIT, MaterialDesignD.DELETE_SWEEP_OUTLINE, "Shift+Delete"),
  RESTORE_FRAME(Group.EDIT, MaterialDesignD.DELETE_RESTORE, "Shift+R"),
  COPY_TO_NEXT_PHASE(Group.EDIT, MaterialDesignC.CONTENT_COPY, "Shift+V", "Alt+Right"),
  COPY_TO_PREVIOUS_PHASE(Group.EDIT, MaterialDesignC.CONTENT_COPY, "Alt+Left"),
  COPY_TO_NEXT_SLICE(Group.EDIT, MaterialDesignC.CONTENT_COPY, "Alt+Down"),
  COPY_TO_PREVIOUS_SLICE(Group.EDIT, MaterialDesignC.CONTENT_COPY, "Alt+Up"),
  UNDO(Group.EDIT, MaterialDesignU.UNDO_VARIANT, "Shortcut+Z"),
  REDO(Group.EDIT, MaterialDesignR.REDO_VARIANT, "Shortcut+Shift+Z", "Shortcut+Y"),

  ACCEPT_CONTOUR(Group.REVIEW, MaterialDesignC.CHECK, "Enter"),
  ACCEPT_AND_NEXT(Group.REVIEW, MaterialDesignC.CHECK_UNDERLINE, "Shift+Enter"),
  ACCEPT_STUDY(Group.REVIEW, MaterialDesignC.CHECK_ALL, "Shortcut+Enter"),
  NEXT_ATTENTION(Group.REVIEW, MaterialDesignS.SKIP_NEXT_OUTLINE, "A"),
  NEXT_LEAST_SURE(Group.REVIEW, MaterialDesignH.HELP_RHOMBUS_OUTLINE, "U"),
  COMPARE(Group.REVIEW, MaterialDesignC.COMPARE, "Shortcut+K"),
  OBSERVER_STUDY(Group.STUDY, MaterialDesignA.ACCOUNT_GROUP_OUTLINE, "Shortcut+B"),
  NEXT_CASE(Group.STUDY, MaterialDesignS.SKIP_FORWARD_OUTLINE, "Shortcut+Shift+N"),

  TOGGLE_THEME(Group.WINDOW, MaterialDesignT.THEME_LIGHT_DARK, "Shortcut+T"),
  CANCEL_JOB(Group.WINDOW, MaterialDesignC.CLOSE_CIRCLE_OUTLINE, "Shortcut+Period"),
  KEYS(Group.WINDOW, MaterialDesignH.HELP_CIRCLE_OUTLINE, "?", "F1"),
  ABOUT(Group.WINDOW, MaterialDesignI.INFORMATION_OUTLINE);

  /** The heading an action stands under in the sheet of keys. */
  public enum Group {
    STUDY,
    CINE,
    VIEW,
    TOOL,
    EDIT,
    REVIEW,
    WINDOW
  }

  private final Group group;
  private final Ikon icon;
  private final List<KeyCombination> keys;

  Action(Group group, Ikon icon, String... keys) {
    this.group = group;
    this.icon = icon;
    this.keys = Arrays.stream(keys).map(Keys::parse).toList();
  }

  public Group group() {
    return group;
  }

  public Ikon icon() {
    return icon;
  }

  /** Keys that start the action; the first is the one shown. */
  public List<KeyCombination> keys() {
    return keys;
  }

  /** Whether a key, let go, ends what it did while it was held. */
  public boolean isHeldBy(KeyCode key) {
    return this == HIDE_OVERLAYS
        && keys.stream().anyMatch(k -> k instanceof KeyCodeCombination c && c.getCode() == key);
  }

  /** Key of the action's text. */
  public String textKey() {
    return "action." + id();
  }

  /** Id of the button that starts it, unless the window's contract names another. */
  public String id() {
    return Text.key(this);
  }

  /** What a button says when pointed at: the action's text and its first key. */
  public String tip(Text text) {
    String words = text.get(textKey());
    return keys.isEmpty() ? words : words + "   " + Keys.shown(keys.getFirst());
  }
}
