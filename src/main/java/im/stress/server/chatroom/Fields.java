package im.stress.server.chatroom;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The body of a request: fields by name. */
final class Fields {
  private static final ObjectMapper READER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode json;

  private Fields(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads a body.
   *
   * @throws IOException when it is no JSON
   */
  static Fields read(byte[] body) throws IOException {
    JsonNode json = READER.readTree(body);
    if (json.isMissingNode()) {
      throw new WrongType();
    }
    return new Fields(json);
  }

  /** Whether it has all of these. */
  boolean have(String... names) {
    for (String name : names) {
      if (!json.has(name)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A text.
   *
   * @throws IOException when the field is something else
   */
  String text(String name) throws IOException {
    requireText(name);
    return json.path(name).textValue();
  }

  /**
   * Nothing where the field is a text.
   *
   * @throws IOException when it is something else
   */
  void requireText(String name) throws IOException {
    if (!json.path(name).isTextual()) {
      throw new WrongType();
    }
  }

  /**
   * A whole number, cut where it is none; 0 for {@code null}.
   *
   * @throws IOException when the field is something else
   */
  long number(String name) throws IOException {
    JsonNode value = json.path(name);
    if (!value.isNumber() && !value.isNull()) {
      throw new WrongType();
    }
    return value.asLong();
  }

  /** Told as JSON that can't be read, as the original does. */
  private static final class WrongType extends IOException {
    private static final long serialVersionUID = 1;
  }
}
