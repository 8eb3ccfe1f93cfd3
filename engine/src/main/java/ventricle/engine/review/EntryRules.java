package ventricle.engine.review;

/** What entering something about a study does to it. */
final class EntryRules {

  private EntryRules() {}

  /**
   * Only the part named changes, so that a form which was open for long takes nothing back that was
   * entered elsewhere. The person's values go into numbers, so a study that was ready goes back to
   * draft; words and grades of the report leave it ready.
   */
  static EditResult apply(ReviewDocument document, Edit.SetEntries edit) {
    StudyEntries before = document.entries();
    StudyEntries given = edit.entries();
    StudyEntries after =
        switch (edit.what()) {
          case PERSON -> before.with(given.person());
          case WALL_MOTION -> before.with(given.wallMotion());
          case REPORT -> before.with(given.report());
        };
    DocumentBuilder b = new DocumentBuilder(document);
    b.entries = after;
    if (b.state == StudyState.READY && !before.person().equals(after.person())) {
      b.state = StudyState.DRAFT;
    }
    return new EditResult.Applied(b.build());
  }
}
