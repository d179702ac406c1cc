package im.stress.conformance;

import im.stress.channel.FrameKind;
import im.stress.protocol.ImLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what a session reports, as text and in order, and hands on what it sends. Answers without a
 * number become answers to the oldest, as in a run. After {@link #close} every call is an error.
 */
final class KitLink implements ImLink {
  /** A run leaves room for the header of a frame: no message begins at index 0. */
  private static final int HEADROOM = 14;

  private final List<String> events = new ArrayList<>();
  private final Deque<Integer> unacked = new ArrayDeque<>();
  private final Deque<Long> heartbeats = new ArrayDeque<>();
  private final String name;
  private final Consumer<byte[]> sent;
  private boolean over;

  KitLink(String name, Consumer<byte[]> sent) {
    this.name = name;
    this.sent = sent;
  }

  void close() {
    over = true;
  }

  /** A chat with this number is about to be sent. */
  void chatIsDue(int number) {
    unacked.add(number);
  }

  void heartbeatIsDue(long sequence) {
    heartbeats.add(sequence);
  }

  /** What was reported since the last call. */
  List<String> events() {
    List<String> all = List.copyOf(events);
    events.clear();
    return all;
  }

  private void requireOpen(String call) {
    if (over) {
      throw new AssertionError(
          "%s: expected no call of its link after closed(), got %s".formatted(name, call));
    }
  }

  private void told(String event) {
    requireOpen(event);
    events.add(event);
  }

  @Override
  public ByteBuf newMessage() {
    requireOpen("newMessage");
    return Unpooled.buffer().writeZero(HEADROOM).skipBytes(HEADROOM);
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    requireOpen("send");
    byte[] bytes = ByteBufUtil.getBytes(message);
    message.release();
    sent.accept(bytes);
  }

  @Override
  public void loggedIn() {
    told("loggedIn");
  }

  @Override
  public void loginRefused(int code, String words) {
    told("loginRefused");
  }

  @Override
  public void joinedGroup(int code) {
    told("joinedGroup " + code);
  }

  @Override
  public void acked(int number, int code) {
    unacked.remove(number);
    told("acked " + number + " code " + code);
  }

  @Override
  public void ackedOldest(int code) {
    acked(unacked.isEmpty() ? -1 : unacked.peek(), code);
  }

  @Override
  public void ackedUpTo(int number) {
    while (!unacked.isEmpty() && unacked.peek() <= number) {
      ackedOldest(0);
    }
  }

  @Override
  public void pushed(CharSequence content) {
    told("pushed " + content);
  }

  @Override
  public void heartbeatAnswered(long sequence) {
    Long oldest = heartbeats.peek();
    long answered = sequence < 0 && oldest != null ? oldest : sequence;
    heartbeats.remove(answered);
    told("heartbeatAnswered " + answered);
  }

  @Override
  public void kicked(String words) {
    told("kicked " + words);
  }

  @Override
  public void fail(String words) {
    told("fail " + words);
  }
}
