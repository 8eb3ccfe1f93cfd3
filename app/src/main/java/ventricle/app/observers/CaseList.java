package ventricle.app.observers;

import java.util.ArrayList;
import java.util.List;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.review.protocol.Assignment;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.Readings;
import ventricle.engine.store.StoreException;
import ventricle.engine.store.StudySource;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Job;
import ventricle.engine.task.Progress;

/** The cases of a reader in a session, in the reader's order, and how far each is. */
public final class CaseList implements Job<List<CaseRow>> {

  private final StudySource source;
  private final Readings readings;
  private final Protocol protocol;
  private final String reader;
  private final int session;

  /**
   * @throws IllegalArgumentException for somebody who is no reader of the protocol, or a session
   *     there is not
   */
  public CaseList(
      StudySource source, Readings readings, Protocol protocol, String reader, int session) {
    this.source = source;
    this.readings = readings;
    this.protocol = protocol;
    this.reader = reader;
    this.session = session;
    protocol.reading(reader, session);
  }

  @Override
  public List<CaseRow> run(Progress progress, CancelToken cancel) throws StoreException {
    int cases = protocol.cases().size();
    List<CaseRow> rows = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      cancel.throwIfCancelled();
      Assignment assignment = new Assignment(protocol, reader, session, i);
      Progress part = progress.part((double) i / cases, (i + 1.0) / cases);
      try {
        Study study = source.read(List.of(assignment.what().path()), part, cancel);
        rows.add(CaseRow.of(assignment, readings.of(study, assignment.reading()).orElse(null)));
      } catch (UnusableInputException e) {
        rows.add(CaseRow.unreadable(assignment, String.valueOf(e.getMessage())));
      }
    }
    return List.copyOf(rows);
  }
}
