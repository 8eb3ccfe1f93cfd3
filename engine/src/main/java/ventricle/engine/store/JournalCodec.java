package ventricle.engine.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.List;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.Provenance;
import ventricle.engine.domain.Structure;
import ventricle.engine.review.Edit;
import ventricle.engine.review.ReaderEntry;
import ventricle.engine.review.ReviewState;

/**
 * Journal events as JSON. Coordinates keep every bit: a double is written with the digits that give
 * the same double back. Names of event types are part of the file format.
 */
final class JournalCodec {

  private final ObjectMapper mapper;

  JournalCodec() {
    SimpleModule module = new SimpleModule("ventricle-journal");
    module.addSerializer(Contour.class, new ContourWriter());
    module.addDeserializer(Contour.class, new ContourReader());
    module.addSerializer(ContourKey.class, new KeyWriter());
    module.addDeserializer(ContourKey.class, new KeyReader());
    module.addKeySerializer(ContourKey.class, new KeyNameWriter());
    module.addKeyDeserializer(ContourKey.class, new KeyNameReader());
    mapper =
        JsonMapper.builder()
            .addModule(module)
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

  JournalHeader readHeader(String json) throws JsonProcessingException {
    return mapper.readValue(json, JournalHeader.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEvent.Edited.class, name = "edit"),
    @JsonSubTypes.Type(value = JournalEvent.Undone.class, name = "undo"),
    @JsonSubTypes.Type(value = JournalEvent.Redone.class, name = "redo"),
    @JsonSubTypes.Type(value = JournalEvent.Snapshot.class, name = "snapshot")
  })
  private interface Events {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Edit.SetContour.class, name = "set-contour"),
    @JsonSubTypes.Type(value = Edit.RemoveContour.class, name = "remove-contour"),
    @JsonSubTypes.Type(value = Edit.RevertToModel.class, name = "revert-to-model"),
    @JsonSubTypes.Type(value = Edit.MoveMark.class, name = "move-mark"),
    @JsonSubTypes.Type(value = Edit.SetState.class, name = "set-state"),
    @JsonSubTypes.Type(value = Edit.SetStudyState.class, name = "set-study-state"),
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
    @JsonSubTypes.Type(value = Provenance.Imported.class, name = "imported")
  })
  private interface Provenances {}

  /** A contour as x, y, x, y, … */
  private static final class ContourWriter extends JsonSerializer<Contour> {
    @Override
    public void serialize(Contour c, JsonGenerator out, SerializerProvider p) throws IOException {
      out.writeStartArray();
      for (int i = 0; i < c.size(); i++) {
        out.writeNumber(c.x(i));
        out.writeNumber(c.y(i));
      }
      out.writeEndArray();
    }
  }

  private static final class ContourReader extends JsonDeserializer<Contour> {
    @Override
    public Contour deserialize(JsonParser in, DeserializationContext context) throws IOException {
      double[] flat = in.readValueAs(double[].class);
      if (flat.length % 2 != 0) {
        return context.reportInputMismatch(Contour.class, "a contour has pairs of coordinates");
      }
      double[] xs = new double[flat.length / 2];
      double[] ys = new double[flat.length / 2];
      for (int i = 0; i < xs.length; i++) {
        xs[i] = flat[2 * i];
        ys[i] = flat[2 * i + 1];
      }
      try {
        return Contour.of(xs, ys);
      } catch (IllegalArgumentException e) {
        return context.reportInputMismatch(Contour.class, "%s", e.getMessage());
      }
    }
  }

  private static String name(ContourKey key) {
    return key.frame().slice() + "/" + key.frame().phase() + "/" + key.structure().name();
  }

  private static ContourKey key(String name, DeserializationContext context) throws IOException {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 3) {
      return context.reportInputMismatch(ContourKey.class, "a key is slice/phase/structure");
    }
    try {
      return ContourKey.of(
          Integer.parseInt(parts.get(0)),
          Integer.parseInt(parts.get(1)),
          Structure.valueOf(parts.get(2)));
    } catch (IllegalArgumentException e) {
      return context.reportInputMismatch(ContourKey.class, "%s", e.getMessage());
    }
  }

  private static final class KeyWriter extends JsonSerializer<ContourKey> {
    @Override
    public void serialize(ContourKey key, JsonGenerator out, SerializerProvider p)
        throws IOException {
      out.writeString(name(key));
    }
  }

  private static final class KeyReader extends JsonDeserializer<ContourKey> {
    @Override
    public ContourKey deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return key(in.getText(), context);
    }
  }

  private static final class KeyNameWriter extends JsonSerializer<ContourKey> {
    @Override
    public void serialize(ContourKey key, JsonGenerator out, SerializerProvider p)
        throws IOException {
      out.writeFieldName(name(key));
    }
  }

  private static final class KeyNameReader extends KeyDeserializer {
    @Override
    public ContourKey deserializeKey(String name, DeserializationContext context)
        throws IOException {
      return key(name, context);
    }
  }
}
