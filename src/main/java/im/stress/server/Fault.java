package im.stress.server;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the server can do wrong on demand, each written as {@code NAME=VALUE}. */
enum Fault {
  /** Acknowledgements come that much later; pushes don't. */
  ACK_DELAY("ack-delay=5s", Kind.TIME),
  /** All processing stands still for the last so many seconds of each period. */
  STALL("stall=3s/20s", Kind.STALL),
  /** A push is not sent, or a message of the chat room not saved. */
  DROP_PUSH("drop-push=0.01", Kind.CHANCE),
  /** A push is sent twice. */
  DUPLICATE_PUSH("duplicate-push=0.01", Kind.CHANCE),
  /** A push is sent after the next one of the same sender to the same recipient. */
  REORDER_PUSH("reorder-push=0.01", Kind.CHANCE),
  /** A push is sent to another user who is online. */
  MISROUTE_PUSH("misroute-push=0.01", Kind.CHANCE),
  /** A message to a group is sent back to its sender as well. */
  ECHO_GROUP("echo-group=0.01", Kind.CHANCE),
  /** A frame that can't be read is sent beside a push. */
  GARBAGE_PUSH("garbage-push=0.01", Kind.CHANCE),
  /** An acknowledgement is sent twice. */
  DUPLICATE_ACK("duplicate-ack=0.01", Kind.CHANCE),
  /** An acknowledgement is not sent. */
  DROP_ACK("drop-ack=0.01", Kind.CHANCE),
  /**
   * A login is answered with code 401, and the connection closed; where the handshake is the login,
   * it is closed without an answer.
   */
  REJECT_LOGIN("reject-login=0.05", Kind.CHANCE),
  /** A wish to join a group is refused, with code 403 where the protocol answers it. */
  REJECT_JOIN("reject-join=0.05", Kind.CHANCE),
  /** The connection is closed with a close frame at that age. */
  CLOSE_AFTER("close-after=10s:1011", Kind.AGE_AND_CODE),
  /** The connection is reset at that age. */
  RESET_AFTER("reset-after=10s", Kind.TIME),
  /** From that age on, the socket is kept and read, and nothing is sent any more. */
  SILENT_AFTER("silent-after=10s", Kind.TIME),
  /** The user is pushed out at that age. */
  KICK_AFTER("kick-after=10s", Kind.TIME),
  /** A request of the chat room is answered with status 500, and does nothing. */
  ERROR_STATUS("error-status=0.01", Kind.CHANCE),
  /** The same with status 200, and the error in the body. */
  ERROR_BODY("error-body=0.01", Kind.CHANCE),
  /** The second half of an answer's body comes that much later. */
  SLOW_BODY("slow-body=2s", Kind.TIME),
  /**
   * A message of the chat room is saved up to that long after the time that it has from then on:
   * readers who ask for what came since their last listing miss it.
   */
  LATE_SAVE("late-save=20ms", Kind.TIME);

  private final String example;
  private final Kind kind;

  Fault(String example, Kind kind) {
    this.example = example;
    this.kind = kind;
  }

  /** The name before the equals sign. */
  String key() {
    return example.substring(0, example.indexOf('='));
  }

  /** A valid way to write it. */
  String example() {
    return example;
  }

  /** The form of its value. */
  Kind kind() {
    return kind;
  }

  /** The fault with this name. */
  static Optional<Fault> named(String key) {
    return Arrays.stream(values()).filter(fault -> fault.key().equals(key)).findFirst();
  }

  /** All names, for people. */
  static String names() {
    return Arrays.stream(values()).map(Fault::key).collect(Collectors.joining(", "));
  }

  /** The form of a fault's value. */
  enum Kind {
    /** A share from 0 to 1. */
    CHANCE,
    /** A time of more than 0. */
    TIME,
    /** Two times, the first one shorter. */
    STALL,
    /** A time and, after a colon, a WebSocket close code that may be left out. */
    AGE_AND_CODE
  }
}
