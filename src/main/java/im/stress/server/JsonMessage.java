package im.stress.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message that is one JSON object: fields in any order, unknown ones allowed. Immutable. */
record JsonMessage(JsonNode fields) {
  /** Writes ASCII, since half a surrogate pair can't be written in UTF-8 and may be in a text. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /** Reads one whole message; doesn't release it. */
  static JsonMessage read(ByteBuf message) throws MalformedRequest {
    int length = message.readableBytes();
    JsonNode node;
    try {
      node = JSON.readTree(new ByteBufInputStream(message.duplicate()));
    } catch (IOException e) {
      throw new MalformedRequest("malformed JSON in a frame of " + length + " bytes");
    }
    if (!node.isObject()) {
      throw new MalformedRequest("expected a JSON object");
    }
    return new JsonMessage(node);
  }

  /** Writes an object with these fields: name, value, name, value … */
  static String write(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + object.keySet(), e);
    }
  }

  /** Whether there is such a field. */
  boolean has(String name) {
    return fields.has(name);
  }

  /** The text of a field that has to be there. */
  String text(String name) throws MalformedRequest {
    JsonNode value = present(name);
    if (!value.isTextual()) {
      throw new MalformedRequest("expected a string in \"" + name + "\"");
    }
    return value.textValue();
  }

  /** The whole number of a field that has to be there. */
  long number(String name) throws MalformedRequest {
    JsonNode value = present(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new MalformedRequest("expected a whole number in \"" + name + "\"");
    }
    return value.longValue();
  }

  private JsonNode present(String name) throws MalformedRequest {
    JsonNode value = fields.get(name);
    if (value == null) {
      throw new MalformedRequest("expected the field \"" + name + "\"");
    }
    return value;
  }
}
