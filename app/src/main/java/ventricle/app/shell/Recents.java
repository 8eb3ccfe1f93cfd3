package ventricle.app.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ventricle.app.worklist.EmptyView;
import ventricle.engine.domain.Study;
import ventricle.engine.store.RecentStudies;
import ventricle.engine.store.StoreException;

/** The studies that can be continued, as the empty window lists them. */
final class Recents {

  private static final Logger LOG = LoggerFactory.getLogger(Recents.class);
  private static final int SHOWN = 5;
  private static final int DATE_LENGTH = 10;

  private final RecentStudies store;

  Recents(RecentStudies store) {
    this.store = store;
  }

  /** Puts a study first; a list that cannot be written is logged and no more. */
  void add(List<Path> paths, String title, Study study) {
    try {
      store.add(entry(paths, title, study));
    } catch (StoreException e) {
      LOG.warn("the study is not in the list of recent ones: {}", e.kind());
    }
  }

  private static RecentStudies.Entry entry(List<Path> paths, String title, Study study) {
    return new RecentStudies.Entry(
        paths.stream().map(Path::toString).toList(),
        Instant.now().toString(),
        title,
        RecentStudies.person(study.patient()),
        study.date() == null ? null : study.date().toString());
  }

  /** Where the same person's examination before this one lies, when it was ever opened. */
  Optional<List<Path>> previous(List<Path> paths, Study study) {
    return store
        .previous(entry(paths, "", study))
        .map(found -> found.paths().stream().map(Path::of).toList());
  }

  List<EmptyView.RecentStudy> latest() {
    return store.list().stream()
        .limit(SHOWN)
        .map(
            entry ->
                new EmptyView.RecentStudy(
                    entry.title() + " · " + entry.openedUtc().substring(0, DATE_LENGTH),
                    entry.paths().stream().map(Path::of).toList()))
        .toList();
  }
}
