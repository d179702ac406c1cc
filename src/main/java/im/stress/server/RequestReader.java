package im.stress.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Reads the messages of format {@code json}: fields in any order, unknown ones skipped. One
 * instance for each event loop; not thread-safe.
 */
final class RequestReader {
  private static final JsonFactory JSON = new JsonFactory();

  private byte[] scratch = new byte[1024];
  private String type;
  private String uid;
  private String id;
  private String to;
  private String content;
  private OptionalLong seq = OptionalLong.empty();

  /**
   * Reads one whole frame; doesn't release it.
   *
   * @throws MalformedRequest when it is not one JSON object with the fields that its type needs
   */
  Request read(ByteBuf frame) throws MalformedRequest {
    int length = frame.readableBytes();
    if (length > scratch.length) {
      scratch = new byte[Math.max(length, 2 * scratch.length)];
    }
    frame.getBytes(frame.readerIndex(), scratch, 0, length);
    forget();
    try (JsonParser parser = JSON.createParser(scratch, 0, length)) {
      readFields(parser);
    } catch (IOException e) {
      throw new MalformedRequest("malformed JSON in a frame of " + length + " bytes");
    }
    return request();
  }

  private void forget() {
    type = null;
    uid = null;
    id = null;
    to = null;
    content = null;
    seq = OptionalLong.empty();
  }

  private void readFields(JsonParser parser) throws IOException, MalformedRequest {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedRequest("expected a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> type = string(parser, name);
        case "uid" -> uid = string(parser, name);
        case "id" -> id = string(parser, name);
        case "to" -> to = string(parser, name);
        case "content" -> content = string(parser, name);
        case "seq" -> seq = number(parser, name);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedRequest("expected one JSON object in a frame, got more");
    }
  }

  private Request request() throws MalformedRequest {
    return switch (present("type", type)) {
      case "login" -> new Request.Login(present("uid", uid));
      case "ping" -> new Request.Ping(seq);
      case "chat" ->
          new Request.Chat(present("id", id), present("to", to), present("content", content));
      default -> new Request.Unknown(type);
    };
  }

  private static String present(String name, String value) throws MalformedRequest {
    if (value == null) {
      throw new MalformedRequest("expected the field \"" + name + "\"");
    }
    return value;
  }

  private static String string(JsonParser parser, String name)
      throws IOException, MalformedRequest {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedRequest("expected a string in \"" + name + "\"");
    }
    return parser.getText();
  }

  private static OptionalLong number(JsonParser parser, String name)
      throws IOException, MalformedRequest {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new MalformedRequest("expected a whole number in \"" + name + "\"");
    }
    return OptionalLong.of(parser.getLongValue());
  }
}
