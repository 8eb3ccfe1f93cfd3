package ventricle.engine.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ventricle.engine.dicom.Tags;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.dicom.web.PacsException.Kind;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.UnusableInputException;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.CancelledException;
import ventricle.engine.task.Progress;
import ventricle.engine.testing.OrthancServer;

/** Studies fetched from a real Orthanc, over connections good and bad. */
class RetrievalTest extends OrthancWithAStudy {

  @Test
  void aStudyComesAsItIsStoredIntoAFolderThatNamesNobody() throws Exception {
    List<String> told = new ArrayList<>();
    Retrieved retrieved;
    try (PacsClient client = client()) {
      retrieved =
          client.retrieve(
              studyUid, null, folder.resolve("in"), (f, m) -> told.add(m), new CancelToken());
    }
    assertThat(retrieved.images()).isEqualTo(files.size());
    assertThat(retrieved.fetched()).isEqualTo(files.size());
    assertThat(told).contains("fetching 17 of 40 images", "all 40 images are here");
    assertThat(dataSets(retrieved.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
    assertThat(folder.relativize(retrieved.folder()).toString())
        .doesNotContain(studyUid, PHANTOM.study().patient().name());
    Study read = StudyReader.read(List.of(folder.resolve("in")), Progress.NONE, new CancelToken());
    assertThat(read.stack().sliceCount()).isEqualTo(4);
    assertThat(read.leftOut()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(retrieved.folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void oneSeriesCanBeFetchedByItself() throws Exception {
    try (PacsClient client = client()) {
      String series = client.series(studyUid, new CancelToken()).getFirst().seriesUid();
      Retrieved retrieved =
          client.retrieve(studyUid, series, folder, Progress.NONE, new CancelToken());
      assertThat(retrieved.images()).isEqualTo(10);
      assertThat(dataSets(retrieved.folder()))
          .allSatisfy(d -> assertThat(d.string(Tags.SERIES_INSTANCE_UID)).hasValue(series));
    }
  }

  @Test
  void aStudyThatBreaksOffIsNotShownAndGoesOnWhereItEnded() throws Exception {
    try (FlakyProxy proxy = new FlakyProxy(orthanc.dicomWeb());
        PacsClient client = client(proxy.address())) {
      proxy.breakAfter(150_000);
      PacsException broken =
          failure(() -> client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()));
      assertThat(broken.kind()).isEqualTo(Kind.DROPPED);
      assertThat(broken).hasMessageMatching("127.0.0.1:\\d+: the connection was lost.*");
      assertThat(visible()).isEmpty();
      int waiting = count(folder.resolve(".incoming"));
      assertThat(waiting).isBetween(1, files.size() - 1);
      assertThatThrownBy(() -> StudyReader.read(List.of(folder), Progress.NONE, new CancelToken()))
          .isInstanceOf(UnusableInputException.class);

      proxy.heal();
      proxy.asked().clear();
      Retrieved retrieved =
          client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      assertThat(retrieved.images()).isEqualTo(files.size());
      assertThat(retrieved.fetched()).isEqualTo(files.size() - waiting);
      assertThat(dataSets(retrieved.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
      assertThat(proxy.asked().stream().filter(p -> p.matches(".*/series/[^/]+")))
          .as("a series that had come whole is not fetched again")
          .hasSize(4 - Math.ceilDiv(waiting, 10));

      proxy.asked().clear();
      assertThat(client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()))
          .isEqualTo(new Retrieved(retrieved.folder(), files.size(), 0));
      assertThat(proxy.asked()).hasSize(1);
    }
  }

  private Set<String> visible() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString())
          .filter(n -> !n.startsWith("."))
          .collect(Collectors.toSet());
    }
  }

  private static int count(Path below) throws IOException {
    return (int) filesIn(below).stream().filter(f -> f.toString().endsWith(".dcm")).count();
  }

  @Test
  void aConnectionThatBreaksOnceDoesNoHarm() throws Exception {
    try (FlakyProxy proxy = new FlakyProxy(orthanc.dicomWeb());
        PacsClient client = client(proxy.address())) {
      proxy.breakAfter(150_000);
      Retrieved retrieved =
          client.retrieve(
              studyUid,
              null,
              folder,
              (fraction, words) -> {
                if (fraction > .1) {
                  proxy.heal();
                }
              },
              new CancelToken());
      assertThat(dataSets(retrieved.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
    }
  }

  @Test
  void aConnectionThatFallsSilentEndsAndSaysSo() throws Exception {
    try (FlakyProxy proxy = new FlakyProxy(orthanc.dicomWeb());
        PacsClient client =
            new PacsClient(
                PacsServer.of(proxy.address(), new Login.Basic(USER, PASSWORD), null),
                Duration.ofMillis(400))) {
      proxy.silentAfter(100_000);
      PacsException silent =
          failure(() -> client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()));
      assertThat(silent.kind()).isEqualTo(Kind.DROPPED);
      assertThat(visible()).isEmpty();
    }
  }

  @Test
  void cancellingKeepsWhatHasComeForTheNextTime() throws Exception {
    CancelToken cancel = new CancelToken();
    try (PacsClient client = client()) {
      assertThatThrownBy(
              () ->
                  client.retrieve(
                      studyUid,
                      null,
                      folder,
                      (fraction, words) -> {
                        if (fraction > .2) {
                          cancel.cancel();
                        }
                      },
                      cancel))
          .isInstanceOf(CancelledException.class);
      assertThat(visible()).isEmpty();
      int waiting = count(folder.resolve(".incoming"));
      assertThat(waiting).isPositive();
      assertThat(
              client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken()).fetched())
          .isEqualTo(files.size() - waiting);
    }
  }

  @Test
  void aFileThatWasCutOffHereIsFetchedAgain() throws Exception {
    try (PacsClient client = client()) {
      Retrieved first = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      Path file = filesIn(first.folder()).get(5);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(whole, 3000));
      Retrieved second = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      assertThat(second).isEqualTo(new Retrieved(first.folder(), files.size(), 1));
      assertThat(dataSets(second.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
      assertThat(visible()).hasSize(1);
    }
  }

  @Test
  void imagesThatTheArchiveGotLaterJoinTheStudy() throws Exception {
    try (OrthancServer growing = OrthancServer.start(OrthancServer.Options.PLAIN);
        PacsClient client =
            new PacsClient(PacsServer.of(growing.dicomWeb().toString(), new Login.None(), null))) {
      client.send(files.subList(0, 30), Progress.NONE, new CancelToken());
      Retrieved first = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      client.send(files.subList(30, 40), Progress.NONE, new CancelToken());
      Retrieved second = client.retrieve(studyUid, null, folder, Progress.NONE, new CancelToken());
      assertThat(second).isEqualTo(new Retrieved(first.folder(), 40, 10));
      assertThat(dataSets(second.folder())).isEqualTo(dataSets(shared.resolve("dicom")));
    }
  }

  @Test
  void aStudyThatTheArchiveDoesNotHaveIsSaid() throws Exception {
    try (PacsClient client = client()) {
      PacsException none =
          failure(() -> client.retrieve("1.2.3", null, folder, Progress.NONE, new CancelToken()));
      assertThat(none.kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(visible()).isEmpty();
    }
  }
}
