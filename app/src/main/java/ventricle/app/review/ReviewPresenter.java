package ventricle.app.review;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import ventricle.engine.domain.CineStack;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Papillary;
import ventricle.engine.domain.Patient;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.inference.ExplanationSource;
import ventricle.engine.measure.Measurements;
import ventricle.engine.review.Edit;
import ventricle.engine.review.History;
import ventricle.engine.review.Mark;
import ventricle.engine.review.PhaseMark;
import ventricle.engine.review.ReadingId;
import ventricle.engine.review.Reverting;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.StudyState;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.store.StoreException;

/**
 * The presenter of one open study: what is shown, what is chosen, and every change made through
 * {@link #apply}. Needs no window; all calls on one thread.
 */
public final class ReviewPresenter {

  /** Told of what a reader must know. */
  public interface Listener {
    /** The rules refuse a change; one sentence. */
    void refused(String message);

    /** A change counts on screen but is in memory only; the message is one sentence. */
    void notStored(String message);
  }

  private final Study study;
  private final String reader;
  private final @Nullable ReviewSession session;
  private final BiFunction<Study, ReviewDocument, Measurements> measure;
  private final Listener listener;

  private final Saving saving;
  private History history;
  private final ReadOnlyObjectWrapper<ReviewDocument> document;
  private final ReadOnlyObjectWrapper<CineStack> stack;
  private final ReadOnlyObjectWrapper<Measurements> measurements;
  private final IntegerProperty slice = new SimpleIntegerProperty();
  private final IntegerProperty phase = new SimpleIntegerProperty();
  private final ObjectProperty<Structure> structure = new SimpleObjectProperty<>(Structure.LV_ENDO);
  private final ObjectProperty<ToolKind> tool = new SimpleObjectProperty<>(ToolKind.BROWSE);
  private final ReadOnlyBooleanWrapper readOnly;
  private final Overlays overlays;
  private final Findings findings = new Findings();
  private final Reviewing reviewing = new Reviewing(this);

  /**
   * @param session keeps every change; null when another window has the study, so that nothing may
   *     change here
   * @param measure computes the numbers on screen; called after every change
   * @param explanations where heatmaps can come from
   */
  public ReviewPresenter(
      Study study,
      String reader,
      @Nullable ReviewSession session,
      BiFunction<Study, ReviewDocument, Measurements> measure,
      List<ExplanationSource> explanations,
      Listener listener) {
    this.study = study;
    this.reader = reader;
    this.session = session;
    this.measure = measure;
    this.overlays = new Overlays(explanations);
    this.listener = listener;
    this.history =
        session == null
            ? History.of(
                ReviewDocument.blank(
                    study.studyInstanceUid(), study.stack().sliceCount(), study.stack().phases()))
            : session.history();
    this.saving = new Saving(session, this::take);
    ReviewDocument start = history.document();
    this.document = new ReadOnlyObjectWrapper<>(start);
    this.stack = new ReadOnlyObjectWrapper<>(stackFor(start));
    this.measurements = new ReadOnlyObjectWrapper<>(measured());
    this.readOnly = new ReadOnlyBooleanWrapper(readOnly());
    this.document.subscribe(d -> readOnly.set(readOnly()));
    this.measurements.subscribe(findings::show);
    this.document.subscribe(d -> reviewing.looks().changed());
    this.document.subscribe(reviewing::changed);
    this.slice.subscribe(reviewing::changed);
    this.phase.subscribe(reviewing::changed);
    slice.set(study.stack().sliceCount() / 2);
    PhaseMark ed = start.ed();
    phase.set(ed == null ? 0 : ed.phase());
  }

  /** The study with the stack as it is shown. */
  public Study study() {
    return study.withStack(stack.get());
  }

  /** The person as the header says, with what the reader entered. */
  public Patient person() {
    return document.get().entries().person().over(study.patient());
  }

  public String reader() {
    return reader;
  }

  /** Whose reading it is, and under which protocol. */
  public ReadingId readingId() {
    return session == null ? ReadingId.of(reader) : session.reading();
  }

  /** Whether nothing may change here: another window has the study, or it is signed. */
  public boolean readOnly() {
    return openElsewhere() || document.get().state() == StudyState.SIGNED;
  }

  /** {@link #readOnly} as a property. */
  public ReadOnlyBooleanProperty readOnlyProperty() {
    return readOnly.getReadOnlyProperty();
  }

  /** Ends all change, because somebody else has the study now; what was done is kept. */
  public void makeReadOnly(String why) {
    if (session != null) {
      session.makeReadOnly(why);
      readOnly.set(readOnly());
    }
  }

  /** Whether another window, or another reader, has the study. */
  public boolean openElsewhere() {
    return session == null || session.readOnly();
  }

  /** How safe the work is. */
  public Saving saving() {
    return saving;
  }

  /**
   * Stores and shows a change; false when the rules refuse it. A model's results are shown also
   * when the study is open for reading only.
   */
  public boolean apply(Edit edit) {
    if (session != null && !(edit instanceof Edit.ModelRun && session.readOnly())) {
      return take(session.apply(edit));
    }
    if (edit instanceof Edit.ModelRun
        && history.apply(edit) instanceof History.Result.Applied(History after)) {
      show(after);
      return true;
    }
    return false;
  }

  public void undo() {
    if (session != null && history.undoStep().isPresent()) {
      take(session.undo());
    }
  }

  public void redo() {
    if (session != null && history.redoStep().isPresent()) {
      take(session.redo());
    }
  }

  private boolean take(ReviewSession.Outcome outcome) {
    saving.changed();
    return switch (outcome) {
      case ReviewSession.Outcome.Saved(History after) -> {
        show(after);
        yield true;
      }
      case ReviewSession.Outcome.Unsaved(History after, StoreException cause) -> {
        show(after);
        listener.notStored(String.valueOf(cause.getMessage()));
        yield true;
      }
      case ReviewSession.Outcome.Refused(var reason, String message) -> {
        listener.refused(message);
        yield false;
      }
    };
  }

  /** The edit that undo would take back. */
  public Optional<Edit> undoStep() {
    return history.undoStep();
  }

  /** The edit that redo would make again. */
  public Optional<Edit> redoStep() {
    return history.redoStep();
  }

  private void show(History after) {
    boolean flipped = after.document().flipped() != document.get().flipped();
    history = after;
    if (flipped) {
      slice.set(after.document().sliceCount() - 1 - slice.get());
      reviewing.forget();
      stack.set(stackFor(after.document()));
    }
    document.set(after.document());
    measurements.set(measured());
  }

  private CineStack stackFor(ReviewDocument shown) {
    return study.turned(shown.flipped()).stack();
  }

  private Measurements measured() {
    return measure.apply(study(), document.get());
  }

  /** The frame on the canvas. */
  public FrameKey frame() {
    return new FrameKey(slice.get(), phase.get());
  }

  /** Goes to a frame that exists; anything outside the stack is brought to its edge. */
  public void go(FrameKey frame) {
    slice.set(Math.clamp(frame.slice(), 0, stack.get().sliceCount() - 1));
    phase.set(Math.clamp(frame.phase(), 0, stack.get().phases() - 1));
  }

  public void stepSlice(int step) {
    go(new FrameKey(Math.max(0, slice.get() + step), phase.get()));
  }

  /** Shows ED or ES, when it is set. */
  public void go(Mark mark) {
    PhaseMark set = document.get().mark(mark);
    if (set != null) {
      phase.set(set.phase());
    }
  }

  public void setMark(Mark mark, int to) {
    apply(new Edit.MoveMark(mark, to, reader));
  }

  /** Counts papillary muscles the other way in this study. */
  public void togglePapillary() {
    Papillary other =
        document.get().papillary() == Papillary.CAVITY ? Papillary.MASS : Papillary.CAVITY;
    apply(new Edit.SetPapillary(other, reader));
  }

  /** Tells the reader why something cannot be. */
  void refuse(String message) {
    listener.refused(message);
  }

  public void deleteContour() {
    ContourKey key = new ContourKey(frame(), structure.get());
    if (document.get().shown(key).isPresent()) {
      apply(new Edit.RemoveContour(key, reader));
    }
  }

  /**
   * Back to the model's contour: of the structure picked, else one that the model left out here,
   * which is picked then.
   */
  public void revertContour() {
    Stream.concat(Stream.of(structure.get()), offered().stream())
        .filter(s -> reverting(s).isPresent())
        .findFirst()
        .filter(s -> apply(reverting(s).orElseThrow()))
        .ifPresent(structure::set);
  }

  private Optional<Edit> reverting(Structure s) {
    return Reverting.at(document.get(), new ContourKey(frame(), s));
  }

  /** What the model left out on the frame shown and a reader may take back. */
  List<Structure> offered() {
    return Arrays.stream(Structure.values())
        .filter(s -> document.get().offered(new ContourKey(frame(), s)).isPresent())
        .toList();
  }

  public ReadOnlyObjectProperty<ReviewDocument> documentProperty() {
    return document.getReadOnlyProperty();
  }

  public ReviewDocument document() {
    return document.get();
  }

  /** The stack in the order shown, basal first. */
  public ReadOnlyObjectProperty<CineStack> stackProperty() {
    return stack.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Measurements> measurementsProperty() {
    return measurements.getReadOnlyProperty();
  }

  /** How far the reader is. */
  public Reviewing reviewing() {
    return reviewing;
  }

  /** What a reader should know of the numbers and the input. */
  public Findings findings() {
    return findings;
  }

  /** 0-based, basal first. */
  public IntegerProperty sliceProperty() {
    return slice;
  }

  /** 0-based. */
  public IntegerProperty phaseProperty() {
    return phase;
  }

  /** The structure that tools edit and the heatmap explains. */
  public ObjectProperty<Structure> structureProperty() {
    return structure;
  }

  public ObjectProperty<ToolKind> toolProperty() {
    return tool;
  }

  public Overlays overlays() {
    return overlays;
  }
}
