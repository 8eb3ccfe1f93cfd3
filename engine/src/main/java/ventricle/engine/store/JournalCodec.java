package ventricle.engine.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ventricle.engine.domain.Provenance;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReaderEntry;
import ventricle.engine.review.ReviewDocument;
import ventricle.engine.review.ReviewState;
import ventricle.engine.review.Signatures;

/**
 * Journal events as JSON. Coordinates keep every bit. Names of event types are part of the file
 * format.
 */
final class JournalCodec {

  private final ObjectMapper mapper;

  JournalCodec() {
    mapper =
        JsonMapper.builder()
            .addModule(DocumentModule.make())
            .addMixIn(JournalHeader.class, Header.class)
            .addMixIn(JournalEvent.class, Events.class)
            .addMixIn(Edit.class, EditTypes.class)
            .addMixIn(ReaderEntry.class, Entries.class)
            .addMixIn(ReviewState.class, States.class)
            .addMixIn(Provenance.class, Provenances.class)
            .build();
  }

  /** One line of JSON without a line break. */
  String write(JournalEvent event) {
    try {
      return mapper.writerFor(JournalEvent.class).writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a journal event that cannot be written", e);
    }
  }

  /** A document as a tree, to be written in a canonical form. */
  JsonNode tree(ReviewDocument document) {
    return mapper.valueToTree(document);
  }

  JsonNode tree(Signatures signatures) {
    return mapper.valueToTree(signatures);
  }

  ReviewDocument document(JsonNode tree) throws JsonProcessingException {
    return mapper.treeToValue(tree, ReviewDocument.class);
  }

  JournalEvent read(String json) throws JsonProcessingException {
    return mapper.readValue(json, JournalEvent.class);
  }

  String writeHeader(JournalHeader header) {
    try {
      return mapper.writeValueAsString(header);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a journal header that cannot be written", e);
    }
  }

  /** Reads a header of a later version too, as far as it is known here. */
  JournalHeader readHeader(String json) throws JsonProcessingException {
    return mapper.readValue(json, JournalHeader.class);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private interface Header {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEvent.Edited.class, name = "edit"),
    @JsonSubTypes.Type(value = JournalEvent.Undone.class, name = "undo"),
    @JsonSubTypes.Type(value = JournalEvent.Redone.class, name = "redo"),
    @JsonSubTypes.Type(value = JournalEvent.Active.class, name = "active"),
    @JsonSubTypes.Type(value = JournalEvent.Snapshot.class, name = "snapshot")
  })
  private interface Events {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Edit.SetContour.class, name = "set-contour"),
    @JsonSubTypes.Type(value = Edit.RemoveContour.class, name = "remove-contour"),
    @JsonSubTypes.Type(value = Edit.RevertToModel.class, name = "revert-to-model"),
    @JsonSubTypes.Type(value = Edit.FillContours.class, name = "fill-contours"),
    @JsonSubTypes.Type(value = Edit.RemoveContours.class, name = "remove-contours"),
    @JsonSubTypes.Type(value = Edit.RestoreModel.class, name = "restore-model"),
    @JsonSubTypes.Type(value = Edit.ConfirmAbsent.class, name = "confirm-absent"),
    @JsonSubTypes.Type(value = Edit.PlaceInsertion.class, name = "place-insertion"),
    @JsonSubTypes.Type(value = Edit.MoveMark.class, name = "move-mark"),
    @JsonSubTypes.Type(value = Edit.SetState.class, name = "set-state"),
    @JsonSubTypes.Type(value = Edit.SetStudyState.class, name = "set-study-state"),
    @JsonSubTypes.Type(value = Edit.Sign.class, name = "sign"),
    @JsonSubTypes.Type(value = Edit.Amend.class, name = "amend"),
    @JsonSubTypes.Type(value = Edit.LookAt.class, name = "look-at"),
    @JsonSubTypes.Type(value = Edit.SetPapillary.class, name = "set-papillary"),
    @JsonSubTypes.Type(value = Edit.SetEntries.class, name = "set-entries"),
    @JsonSubTypes.Type(value = Edit.FlipStack.class, name = "flip-stack"),
    @JsonSubTypes.Type(value = Edit.ModelRun.class, name = "model-run")
  })
  private interface EditTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ReaderEntry.Drawn.class, name = "drawn"),
    @JsonSubTypes.Type(value = ReaderEntry.Removed.class, name = "removed")
  })
  private interface Entries {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ReviewState.Unreviewed.class, name = "unreviewed"),
    @JsonSubTypes.Type(value = ReviewState.Contoured.class, name = "contoured"),
    @JsonSubTypes.Type(value = ReviewState.ConfirmedAbsent.class, name = "confirmed-absent"),
    @JsonSubTypes.Type(value = ReviewState.Excluded.class, name = "excluded")
  })
  private interface States {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Provenance.Model.class, name = "model"),
    @JsonSubTypes.Type(value = Provenance.EditedModel.class, name = "edited-model"),
    @JsonSubTypes.Type(value = Provenance.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = Provenance.Interpolated.class, name = "interpolated"),
    @JsonSubTypes.Type(value = Provenance.Propagated.class, name = "propagated"),
    @JsonSubTypes.Type(value = Provenance.Imported.class, name = "imported")
  })
  private interface Provenances {}
}
