package im.stress.user;

import im.stress.channel.ConnectionListener;
import im.stress.channel.HttpAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.CharsetUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The chat room of preset {@code chat-room} without a network. Each fifth message has a fate of its
 * own. One event loop uses it.
 */
final class FakeRooms {
  private static final int STEP = 10;
  private static final String NO = "{\"error\":\"no\"}";

  private final Map<String, List<Said>> rooms = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final List<Visitor> visitors = new ArrayList<>();
  private final Fate fate;
  private final Listing listing;
  private int messages;

  /** What becomes of each fifth message. */
  enum Fate {
    /** Nothing special. */
    KEPT,
    /** It is acknowledged, and not there. */
    DROPPED,
    /** It is there twice. */
    DOUBLED,
    /** It can be seen only after a later one was seen, though its time is that at which it came. */
    BELATED,
    /** It is refused, in a body with a good status. */
    REFUSED,
    /** It, as every other message, is to go to another place. */
    MOVED
  }

  /** What becomes of a request for the messages of a room. */
  enum Listing {
    /** It is answered. */
    TOLD,
    /** It is refused, in a body with a good status, but for the first one. */
    REFUSED,
    /** The last one is refused in that way. */
    LAST_REFUSED,
    /** The last one is not answered. */
    LAST_UNANSWERED
  }

  FakeRooms(Fate fate, Listing listing) {
    this.fate = fate;
    this.listing = listing;
  }

  /** The connections so far, in the order in which they were made. */
  List<Visitor> visitors() {
    return visitors;
  }

  private static final class Said {
    private final long time;
    private final String content;
    private boolean visible;

    Said(long time, String content, boolean visible) {
      this.time = time;
      this.content = content;
      this.visible = visible;
    }

    String json() {
      return "{\"content\":\"%s\",\"timestamp\":%d,\"username\":\"x\"}".formatted(content, time);
    }
  }

  /** A user's connection. */
  final class Visitor extends FakeConnection {
    private final EventLoop loop;
    private final ConnectionListener listener;

    Visitor(EventLoop loop, ConnectionListener listener) {
      super(listener);
      this.loop = loop;
      this.listener = listener;
      visitors.add(this);
    }

    @Override
    void sent(String text) {
      throw new IllegalStateException(text);
    }

    @Override
    public void request(ByteBuf request, long tag) {
      String text = request.toString(CharsetUtil.US_ASCII);
      request.release();
      String answer = answerTo(text);
      boolean moved = fate == Fate.MOVED && text.startsWith("POST /send_message");
      if (answer != null) {
        loop.execute(() -> answer(tag, moved ? 302 : 200, moved ? "/in" : "", answer));
      }
    }

    private void answer(long tag, int status, String location, String body) {
      ByteBuf bytes = Unpooled.copiedBuffer(status == 302 ? "" : body, CharsetUtil.US_ASCII);
      listener.answered(tag, new HttpAnswer(status, location, bytes.readableBytes(), bytes));
    }
  }

  private String answerTo(String request) {
    if (request.startsWith("POST /send_message")) {
      return said(field(request, "room"), field(request, "content"));
    }
    if (request.startsWith("POST /messages")) {
      long since = Long.parseLong(request.replaceAll("(?s).*\"since\":(\\d+).*", "$1"));
      return answerTo(field(request, "room"), since);
    }
    return "{\"status\":\"success\"}";
  }

  private String answerTo(String room, long since) {
    List<Said> said = rooms.getOrDefault(room, List.of());
    boolean first = asked.merge(room, 1, Integer::sum) == 1;
    // By then each poll asks from what it has seen.
    boolean last = since == 0 && !said.isEmpty() && messages > 100;
    return switch (listing) {
      case TOLD -> listed(said, since);
      case REFUSED -> first ? listed(said, since) : NO;
      case LAST_REFUSED -> last ? NO : listed(said, since);
      case LAST_UNANSWERED -> last ? null : listed(said, since);
    };
  }

  private static String field(String request, String name) {
    return request.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
  }

  private String said(String name, String content) {
    boolean fifth = ++messages % 5 == 0;
    if (fifth && fate == Fate.REFUSED) {
      return NO;
    }
    List<Said> room = rooms.computeIfAbsent(name, unknown -> new ArrayList<>());
    int times = fifth && fate == Fate.DROPPED ? 0 : fifth && fate == Fate.DOUBLED ? 2 : 1;
    for (int i = 0; i < times; i++) {
      room.add(new Said((long) messages * STEP, content, !(fifth && fate == Fate.BELATED)));
    }
    return "{\"status\":\"success\"}";
  }

  private static String listed(List<Said> room, long since) {
    List<Said> found =
        room.stream().filter(said -> said.time > since && (said.visible || since == 0)).toList();
    long last = found.stream().mapToLong(said -> said.time).max().orElse(0);
    room.stream().filter(said -> said.time < last).forEach(said -> said.visible = true);
    return found.stream().map(Said::json).collect(Collectors.joining(",", "[", "]"));
  }
}
