package im.stress.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;

/** JSON of the stand-ins: read without exceptions, written in the order given. */
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** The one value in this text; a missing node = there is none, or something after it. */
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** An object of names and values in turns; a value is a text, number, boolean, null or node. */
  static ObjectNode object(Object... namesAndValues) {
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.set((String) namesAndValues[i], MAPPER.valueToTree(namesAndValues[i + 1]));
    }
    return object;
  }

  /** An array of texts, numbers, booleans, nulls and nodes. */
  static ArrayNode array(Object... values) {
    ArrayNode array = MAPPER.createArrayNode();
    for (Object value : values) {
      array.add(MAPPER.<JsonNode>valueToTree(value));
    }
    return array;
  }

  /** The text in this field; empty = it isn't there, or no text. */
  static String text(JsonNode object, String field) {
    return object.path(field).isTextual() ? object.path(field).textValue() : "";
  }

  /**
   * The bytes of a text in padded base64, as Go's JSON writes bytes; absent = it is something else.
   */
  static Optional<byte[]> base64(JsonNode value) {
    if (!value.isTextual()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(value.textValue());
      boolean padded = Base64.getEncoder().encodeToString(bytes).equals(value.textValue());
      return padded ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
