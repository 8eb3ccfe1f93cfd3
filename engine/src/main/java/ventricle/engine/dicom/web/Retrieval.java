package ventricle.engine.dicom.web;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ventricle.engine.dicom.Uids;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/**
 * Fetches a study or a series. A series of which nothing is here comes in one answer, single images
 * come one by one; after a connection that was lost only what is missing is asked for again.
 */
final class Retrieval {

  private final PacsClient client;
  private final String studyUid;
  private final @Nullable String seriesUid;
  private final Inbox inbox;
  private final String host;

  Retrieval(PacsClient client, String studyUid, @Nullable String seriesUid, Path folder)
      throws PacsException {
    this.client = client;
    this.studyUid = studyUid;
    this.seriesUid = seriesUid;
    this.host = client.connection().host();
    if (!Uids.isValid(studyUid) || (seriesUid != null && !Uids.isValid(seriesUid))) {
      throw new PacsException(Kind.SETTINGS, host, "this is not the UID of a study or series");
    }
    this.inbox = new Inbox(folder, studyUid, seriesUid);
  }

  Retrieved run(Progress progress, CancelToken cancel) throws PacsException {
    try {
      inbox.prepare();
      try (FileChannel channel =
              FileChannel.open(inbox.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        if (lock == null) {
          throw new PacsException(Kind.DISK, host, "this study is being fetched already");
        }
        return fetch(progress, cancel);
      }
    } catch (IOException e) {
      throw new PacsException(
          Kind.DISK, host, "what it sends cannot be kept in " + inbox.folder(), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private Retrieved fetch(Progress progress, CancelToken cancel) throws PacsException, IOException {
    progress.report(-1, "asking what there is");
    Map<String, List<String>> wanted = client.instances(studyUid, seriesUid, cancel);
    int all = wanted.values().stream().mapToInt(List::size).sum();
    if (all == 0) {
      throw new PacsException(Kind.NOT_FOUND, host, "it has no such study");
    }
    inbox.takeUp(cancel);
    int before = all - count(missing(wanted));
    Arrivals arrivals = new Arrivals(client.connection(), inbox, all, before, progress, cancel);
    Tries.<Integer, IOException>of(() -> fetchMissing(arrivals, wanted), cancel);
    int lacking = count(missing(wanted));
    if (lacking > 0) {
      throw new PacsException(
          Kind.GARBAGE, host, "it lists %d images and does not send %d".formatted(all, lacking));
    }
    cancel.throwIfCancelled();
    Path folder = inbox.deliver();
    progress.report(1, "all %d images are here".formatted(all));
    return new Retrieved(folder, all, all - before);
  }

  /** Asks for what is not here; answers how many series that was about. */
  private int fetchMissing(Arrivals arrivals, Map<String, List<String>> wanted)
      throws PacsException, IOException {
    Map<String, List<String>> missing = missing(wanted);
    for (Map.Entry<String, List<String>> series : missing.entrySet()) {
      fetch(arrivals, series.getKey(), series.getValue(), wanted);
    }
    return missing.size();
  }

  private void fetch(
      Arrivals arrivals, String series, List<String> missing, Map<String, List<String>> wanted)
      throws PacsException, IOException {
    String path = "studies/" + studyUid + "/series/" + series;
    if (missing.size() > 1 && missing.equals(wanted.get(series))) {
      arrivals.take(path, missing);
    }
    for (String instance : missing) {
      if (!inbox.has(instance)) {
        arrivals.take(path + "/instances/" + instance, List.of(instance));
      }
    }
  }

  private Map<String, List<String>> missing(Map<String, List<String>> wanted) {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    wanted.forEach(
        (series, instances) -> {
          List<String> lacking = new ArrayList<>(instances);
          lacking.removeIf(inbox::has);
          if (!lacking.isEmpty()) {
            missing.put(series, lacking);
          }
        });
    return missing;
  }

  private static int count(Map<String, List<String>> instances) {
    return instances.values().stream().mapToInt(List::size).sum();
  }
}
