package ventricle.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ventricle.engine.dicom.cine.StudyReader;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.domain.Study;
import ventricle.engine.domain.Tracing;
import ventricle.engine.geometry.Polygons;
import ventricle.engine.phantom.PhantomStudy;
import ventricle.engine.review.Edit;
import ventricle.engine.review.Gesture;
import ventricle.engine.review.Mark;
import ventricle.engine.review.ReviewProgress;
import ventricle.engine.review.protocol.Protocol;
import ventricle.engine.store.JournalKey;
import ventricle.engine.store.ReviewSession;
import ventricle.engine.task.CancelToken;
import ventricle.engine.task.Progress;

/** An observer study of phantoms that ada and ben have read: cases c1, c2, … in one folder. */
public final class ObserverReadings {

  private static final int SEED = 30;

  private ObserverReadings() {}

  /** Writes the cases. */
  public static void write(Path folder, int cases) throws Exception {
    for (int i = 1; i <= cases; i++) {
      Phantoms.write(phantom(i), folder.resolve("c" + i));
    }
  }

  /** Writes {@code protocol.json} beside the cases. */
  public static Path protocol(Path folder, int cases, int sessions) throws Exception {
    String list =
        IntStream.rangeClosed(1, cases)
            .mapToObj(i -> "{\"name\":\"C%d\",\"path\":\"c%d/dicom\"}".formatted(i, i))
            .collect(Collectors.joining(","));
    Path file = folder.resolve("protocol.json");
    Files.writeString(
        file,
        """
        {"schema":"ventricle-protocol/1","id":"pilot","version":1,"seed":5,"start":"blank",
         "sessions":%d,"intervalDays":14,"readers":["ada","ben"],"cases":[%s]}
        """
            .formatted(sessions, list));
    return file;
  }

  /** Both read every case in every session, ben with larger hearts than ada. */
  public static void everybodyReads(Path folder, Path journals, Protocol protocol)
      throws Exception {
    for (int i = 1; i <= protocol.cases().size(); i++) {
      for (int session = 1; session <= protocol.sessions(); session++) {
        read(folder, journals, protocol, i, "ada", session, session == 1 ? 1 : 1.01);
        read(folder, journals, protocol, i, "ben", session, 1.03);
      }
    }
  }

  /** A reader draws a case's contours, scaled about the centre by a factor of their own. */
  public static void read(
      Path folder,
      Path journals,
      Protocol protocol,
      int number,
      String reader,
      int session,
      double factor)
      throws Exception {
    Path home = folder.resolve("c" + number);
    Study study =
        StudyReader.read(List.of(home.resolve("dicom")), Progress.NONE, new CancelToken());
    JsonNode truth = new JsonMapper().readTree(home.resolve("truth.json").toFile());
    int ed = truth.get("ed_phase").asInt() - 1;
    int es = truth.get("es_phase").asInt() - 1;
    JournalKey key = JournalKey.of(study, protocol.reading(reader, session));
    try (ReviewSession work = ReviewSession.open(journals, key)) {
      work.apply(new Edit.MoveMark(Mark.ED, ed, reader));
      work.apply(new Edit.MoveMark(Mark.ES, es, reader));
      phantom(number)
          .contours()
          .forEach(
              (at, c) -> {
                boolean used = at.frame().phase() == ed || at.frame().phase() == es;
                if (used && at.structure() != Structure.LV_PAPILLARY) {
                  work.apply(
                      new Edit.SetContour(
                          at,
                          new Tracing(
                              Polygons.affine(c, factor, factor, 0, 0),
                              new Provenance.Manual(reader)),
                          Gesture.DRAW));
                }
              });
      ReviewProgress.of(work.document())
          .remaining()
          .forEach(frame -> work.apply(ReviewProgress.acceptFrame(work.document(), frame, reader)));
    }
  }

  private static PhantomStudy phantom(int number) {
    return Phantoms.small(SEED + number);
  }
}
