package im.stress.server.chatroom;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The answer to a request.
 *
 * @param status 200 to 599
 * @param type of the body, as {@code Content-Type} has it
 * @param body not to be changed
 * @param isError whether it tells an error, be it by its status or in its body
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
public record Reply(int status, String type, byte[] body, boolean isError) {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int SERVER_ERROR = 500;

  static final String JSON = "application/json";
  static final String HTML = "text/html";

  /** Success, with a body in JSON. */
  static Reply json(byte[] body) {
    return new Reply(OK, JSON, body, false);
  }

  /** Success, with nothing to say. */
  static Reply success() {
    return json("{\"status\":\"success\"}".getBytes(UTF_8));
  }

  /** An error, told by its status and in its body. */
  public static Reply error(int status, String words) {
    return error(status, JSON, "{\"error\":\"" + words + "\"}");
  }

  /** An error with a body of its own. */
  static Reply error(int status, String type, String body) {
    return new Reply(status, type, body.getBytes(UTF_8), true);
  }

  /** The same with status 200: who looks at the status alone takes it for success. */
  Reply withStatusOk() {
    return new Reply(OK, type, body, isError);
  }
}
