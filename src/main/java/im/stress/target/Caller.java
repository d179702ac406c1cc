package im.stress.target;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.channel.HttpAnswer;
import im.stress.channel.HttpLane;
import im.stress.channel.HttpOrigin;
import im.stress.channel.RequestFailure;
import im.stress.protocol.Access;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.MarkerReader;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.UserValues;
import im.stress.target.Trace.Way;
import im.stress.text.OneLine;
import im.stress.transport.HandshakeWatch;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One user on one connection, led by a thread that waits for what comes: that thread calls the
 * methods which say something, the event loop of the connection puts all that comes into the {@link
 * #inbox}. For a few users who are looked at, not for the load.
 */
final class Caller implements ConnectionListener, ImLink, HandshakeWatch {
  /** Enough of a content to recognise it. */
  private static final int SHOWN_CHARS = 60;

  final UserValues user;
  final Inbox inbox = new Inbox();
  private final int[] contacts;
  private final Trace trace;
  private Access access;
  private EventLoop loop;
  private MarkerReader markers;
  private Connection connection;
  private ImSession session;
  private int lastNumber;
  private volatile boolean heard;
  private String announced = "";
  private String redirect = "";
  private HttpLane lane = HttpLane.NONE;

  /**
   * A user who is not connected yet.
   *
   * @param contacts indices of those whom it writes to
   */
  Caller(UserValues user, int[] contacts, Trace trace) {
    this.user = user;
    this.contacts = contacts.clone();
    this.trace = trace;
  }

  /**
   * Begins to connect, and to log in.
   *
   * @return when, as {@link System#nanoTime()} has it
   * @throws IllegalArgumentException when HTTP can't say what the protocol wants to ask for
   */
  long connect(Access way, EventLoop itsLoop) {
    access = way;
    loop = itsLoop;
    markers = new MarkerReader(way.context().runKey());
    lane = way.lanes().on(itsLoop);
    long start = System.nanoTime();
    way.connector().connect(0, way.protocol().endpoint(user), itsLoop, this);
    return start;
  }

  /** Whether any message came. */
  boolean hasHeard() {
    return heard;
  }

  /** Sends a heartbeat message. */
  long heartbeat() {
    return act(() -> session.heartbeat(0));
  }

  /** Sends a ping frame. */
  long ping() {
    return act(
        () -> {
          trace.note(user.uid(), Way.OUT, "ping");
          connection.ping(0);
        });
  }

  /** Sends the first message to another user, the {@code number}th of this one. */
  long chat(int to, int number) {
    return act(
        () -> {
          lastNumber = number;
          session.chat(new Chat(access.context()).set(user.index(), to, number, 0, epochMicros()));
        });
  }

  /** Asks to join a group. */
  long join(int group) {
    return act(() -> session.joinGroup(group));
  }

  /** Sends the first message to a group, the {@code number}th of this user. */
  long groupChat(int group, int number) {
    return act(
        () -> {
          lastNumber = number;
          session.groupChat(
              new GroupChat(access.context()).set(user.index(), group, number, 0, epochMicros()));
        });
  }

  /** Ends the connection in order, after the polite words of the protocol. */
  long leave() {
    return act(this::leaveNow);
  }

  /** Leaves if it has come: blocks until that is said, not until it is answered. */
  void end() {
    if (loop != null) {
      loop.submit(this::leaveNow).awaitUninterruptibly();
    }
  }

  /** The same, and blocks until the connection is over, for so long at most. */
  void end(Duration limit) {
    end();
    if (session != null) {
      inbox.take(event -> event instanceof Event.Ended, limit);
    }
  }

  private void leaveNow() {
    if (session != null) {
      session.closing();
      connection.close();
    }
    lane.close();
  }

  /** Returns when it was asked for. */
  private long act(Runnable what) {
    long now = System.nanoTime();
    loop.execute(
        () -> {
          try {
            what.run();
          } catch (RuntimeException e) {
            fail("it can't be sent: " + e.getMessage());
          }
        });
    return now;
  }

  private static long epochMicros() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  }

  @Override
  public void connected() {
    inbox.put(new Event.Connected(System.nanoTime()));
  }

  @Override
  public void secured(long startNanos, long endNanos) {
    inbox.put(new Event.Secured(endNanos));
  }

  @Override
  public void asked(ByteBuf bytes) {
    trace.upgrade(user.uid(), Way.OUT, bytes);
  }

  @Override
  public void answered(ByteBuf bytes) {
    trace.upgrade(user.uid(), Way.IN, bytes);
  }

  @Override
  public void opened(Connection opened) {
    connection = opened;
    inbox.put(new Event.Opened(System.nanoTime()));
    session = access.protocol().open(user, this);
    session.opened();
  }

  @Override
  public ByteBuf newMessage() {
    return connection.newMessage();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    trace.message(user.uid(), Way.OUT, message);
    connection.send(message, kind);
  }

  @Override
  public void received(ByteBuf message) {
    heard = true;
    trace.message(user.uid(), Way.IN, message);
    try {
      session.frame(message);
    } catch (ProtocolException e) {
      inbox.put(new Event.Unreadable(System.nanoTime(), e.getMessage()));
    }
  }

  @Override
  public void request(ByteBuf request, long tag) {
    trace.message(user.uid(), Way.OUT, request);
    connection.request(request, tag);
  }

  @Override
  public void request(HttpOrigin server, ByteBuf request, long tag) {
    trace.note(user.uid(), Way.OUT, "to " + server.host() + ":" + server.port());
    trace.text(user.uid(), Way.OUT, request);
    lane.request(server, request, tag, this);
  }

  @Override
  public void answered(long tag, HttpAnswer answer) {
    heard = true;
    redirect = answer.redirectWords();
    trace.note(user.uid(), Way.IN, "HTTP " + answer.status() + " " + redirect);
    if (access.protocol().framing() instanceof Framing.Http) {
      trace.message(user.uid(), Way.IN, answer.body());
    } else {
      trace.text(user.uid(), Way.IN, answer.body());
    }
    try {
      session.answered(tag, answer.status(), answer.body());
    } catch (ProtocolException e) {
      inbox.put(new Event.Unreadable(System.nanoTime(), e.getMessage()));
    }
  }

  @Override
  public void unanswered(long tag, RequestFailure failure, ConnectionEnd end) {
    trace.note(user.uid(), Way.IN, "no answer: " + end.cause() + " " + end.detail());
    inbox.put(new Event.Unanswered(System.nanoTime(), end));
  }

  @Override
  public int[] contacts() {
    return contacts.clone();
  }

  @Override
  public void loginStep(String name) {
    inbox.put(new Event.LoginStep(System.nanoTime(), name));
  }

  @Override
  public void loggedIn() {
    inbox.put(new Event.LoggedIn(System.nanoTime()));
  }

  @Override
  public void loginRefused(int code, String words) {
    inbox.put(new Event.Refused(System.nanoTime(), code, withRedirect(words)));
    leaveNow();
  }

  private String withRedirect(String words) {
    return words + (words.isEmpty() || redirect.isEmpty() ? "" : ", ") + redirect;
  }

  @Override
  public void joinedGroup(int code) {
    inbox.put(new Event.Joined(System.nanoTime(), code));
  }

  @Override
  public void acked(int number, int code) {
    inbox.put(new Event.Acked(System.nanoTime(), number, code, ""));
  }

  @Override
  public void refused(int number, int code, String words) {
    inbox.put(new Event.Acked(System.nanoTime(), number, code, withRedirect(words)));
  }

  /** No second message is sent while one is not answered. */
  @Override
  public void ackedOldest(int code) {
    acked(lastNumber, code);
  }

  @Override
  public void ackedUpTo(int number) {
    acked(number, 0);
  }

  @Override
  public void pushed(CharSequence content) {
    Event.Letter letter =
        markers.read(content) == MarkerReader.Origin.OURS
            ? new Event.Letter(
                markers.isToGroup(), markers.from(), markers.target(), markers.sequence())
            : null;
    String start = content.subSequence(0, Math.min(SHOWN_CHARS, content.length())).toString();
    inbox.put(new Event.Pushed(System.nanoTime(), letter, OneLine.of(start)));
  }

  @Override
  public void heartbeatAnswered(long sequence) {
    inbox.put(new Event.HeartbeatAnswered(System.nanoTime(), ""));
  }

  @Override
  public void heartbeatRefused(long sequence, int code, String words) {
    String refusal = ("with code " + code + " " + words).strip();
    inbox.put(new Event.HeartbeatAnswered(System.nanoTime(), refusal));
  }

  @Override
  public void ponged(long sequence) {
    trace.note(user.uid(), Way.IN, "pong");
    inbox.put(new Event.HeartbeatAnswered(System.nanoTime(), ""));
  }

  @Override
  public void kicked(String words) {
    announced = words.isEmpty() ? "it pushes the user out" : words;
  }

  @Override
  public void fail(String words) {
    inbox.put(new Event.Failed(System.nanoTime(), words));
    leaveNow();
  }

  @Override
  public void ended(ConnectionEnd end) {
    String why = end.reason().isEmpty() ? end.detail() : end.reason();
    trace.note(user.uid(), Way.IN, "end of the connection: " + end.cause() + " " + why);
    inbox.put(new Event.Ended(System.nanoTime(), end, announced));
    if (session != null) {
      session.closed();
    }
  }
}
