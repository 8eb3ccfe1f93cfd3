package ventricle.engine.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import ventricle.engine.domain.Contour;
import ventricle.engine.domain.ContourKey;
import ventricle.engine.domain.FrameKey;
import ventricle.engine.domain.Structure;

/**
 * How places, contours and times are written in JSON. Coordinates keep every bit: a double is
 * written with the digits that give the same double back.
 */
final class DocumentModule {

  private DocumentModule() {}

  static SimpleModule make() {
    SimpleModule module = new SimpleModule("ventricle-document");
    module.addSerializer(Contour.class, new ContourWriter());
    module.addDeserializer(Contour.class, new ContourReader());
    module.addSerializer(ContourKey.class, new KeyWriter());
    module.addDeserializer(ContourKey.class, new KeyReader());
    module.addKeySerializer(ContourKey.class, new KeyNameWriter());
    module.addKeyDeserializer(ContourKey.class, new KeyNameReader());
    module.addKeySerializer(FrameKey.class, new FrameNameWriter());
    module.addKeyDeserializer(FrameKey.class, new FrameNameReader());
    module.addSerializer(Instant.class, new InstantWriter());
    module.addDeserializer(Instant.class, new InstantReader());
    return module;
  }

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

  /** How a place is spelled: slice/phase/structure, 0-based. */
  static String name(ContourKey key) {
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

  private static FrameKey frame(String name, DeserializationContext context) throws IOException {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 2) {
      return context.reportInputMismatch(FrameKey.class, "a frame is slice/phase");
    }
    try {
      return new FrameKey(Integer.parseInt(parts.get(0)), Integer.parseInt(parts.get(1)));
    } catch (IllegalArgumentException e) {
      return context.reportInputMismatch(FrameKey.class, "%s", e.getMessage());
    }
  }

  private static final class FrameNameWriter extends JsonSerializer<FrameKey> {
    @Override
    public void serialize(FrameKey key, JsonGenerator out, SerializerProvider p)
        throws IOException {
      out.writeFieldName(key.slice() + "/" + key.phase());
    }
  }

  private static final class FrameNameReader extends KeyDeserializer {
    @Override
    public FrameKey deserializeKey(String name, DeserializationContext context) throws IOException {
      return frame(name, context);
    }
  }

  /** ISO 8601 in UTC. */
  private static final class InstantWriter extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider p) throws IOException {
      out.writeString(at.toString());
    }
  }

  private static final class InstantReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return Instant.parse(in.getText());
      } catch (DateTimeParseException e) {
        return context.reportInputMismatch(Instant.class, "%s", e.getMessage());
      }
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
