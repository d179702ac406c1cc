package im.stress.conformance;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.framing.FramingException;
import im.stress.protocol.Chat;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.UserValues;
import im.stress.transport.MessageReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * One user on one connection, and the server at its other end. What the session sends is answered
 * at once; the answers wait until they are delivered, through the framing of a run.
 */
final class Dialogue implements ConnectionListener {
  /** The embedded server's limit is the same. */
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  final UserValues user;
  final KitLink link;
  private final ProtocolContext context;
  private final Wire wire;
  private final Cut cut;
  private final ShownMessages shown;
  private final SteadyLink steady;
  private final ImSession session;
  private final MessageReader reader;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private Function<byte[], List<byte[]>> answers;
  private long delivered;
  private boolean garbage;

  /** What garbage led to; a reader has no place for it. */
  private ProtocolException failure;

  private int sentMessages;

  Dialogue(Subject subject, ImProtocol protocol, int index, Cut cut) {
    context = subject.context();
    user = context.user(index);
    wire = new Wire(protocol.framing());
    this.cut = cut;
    link = new KitLink("the session of user " + user.uid(), this::sent);
    answers = message -> List.of();
    steady = new SteadyLink(link);
    session = protocol.open(user, steady);
    shown = new ShownMessages(session);
    reader = MessageReader.of(protocol.framing(), MAX_MESSAGE_BYTES, this);
  }

  private void sent(byte[] message) {
    sentMessages++;
    waiting.addAll(answers.apply(message));
  }

  /** From now on the server answers like this. */
  void answering(Function<byte[], List<byte[]>> how) {
    answers = how;
  }

  void open() {
    shown.guarded("opened()", session::opened);
  }

  /** Sends a chat, whose marker says that it was due at {@code number} microseconds. */
  void chat(int to, int number, int sequence) {
    link.chatIsDue(number);
    Chat chat = new Chat(context).set(user.index(), to, number, sequence, number);
    shown.guarded("chat()", () -> session.chat(chat));
  }

  void heartbeat(long sequence) {
    link.heartbeatIsDue(sequence);
    shown.guarded("heartbeat()", () -> session.heartbeat(sequence));
  }

  /** The connection ends; {@code politely} = by the tool. */
  void close(boolean politely) {
    if (politely) {
      shown.guarded("closing()", session::closing);
    }
    shown.guarded("closed()", session::closed);
    link.close();
    reader.release();
  }

  /** The server says something of itself. */
  void says(List<byte[]> messages) {
    waiting.addAll(messages);
  }

  /** Delivers the oldest message that waits; false = there is none. */
  boolean deliverOne() {
    byte[] message = waiting.poll();
    if (message != null) {
      read(wire.bytesOf(message));
    }
    return message != null;
  }

  /** Delivers all that waits, and what is said meanwhile. */
  void deliver() {
    while (!waiting.isEmpty()) {
      if (!wire.isStream()) {
        deliverOne();
        continue;
      }
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      waiting.forEach(message -> stream.writeBytes(wire.bytesOf(message)));
      waiting.clear();
      readCut(stream.toByteArray());
    }
  }

  private void readCut(byte[] stream) {
    for (int at = 0; at < stream.length; ) {
      int length = cut.next(delivered, stream.length - at);
      read(Arrays.copyOfRange(stream, at, at + length));
      at += length;
    }
  }

  private void read(byte[] bytes) {
    delivered += bytes.length;
    ByteBuf buffer = Unpooled.copiedBuffer(bytes);
    try {
      reader.read(buffer, UnpooledByteBufAllocator.DEFAULT);
    } catch (FramingException e) {
      throw new AssertionError(
          "expected messages of the peer script in the framing of the protocol, got "
              + ByteBufUtil.hexDump(bytes)
              + ": "
              + e.getMessage(),
          e);
    } finally {
      buffer.release();
    }
  }

  /** Bytes of a stream, of which nothing is expected; a later call may begin anywhere. */
  void hears(byte[] bytes) throws FramingException, ProtocolException {
    ByteBuf buffer = Unpooled.copiedBuffer(bytes);
    garbage = true;
    try {
      reader.read(buffer, UnpooledByteBufAllocator.DEFAULT);
    } finally {
      garbage = false;
      buffer.release();
    }
    if (failure != null) {
      ProtocolException thrown = failure;
      failure = null;
      throw thrown;
    }
  }

  /** One message, of which nothing is expected. */
  void hearsWhole(byte[] message) throws ProtocolException {
    shown.showGarbage(message);
  }

  @Override
  public void received(ByteBuf message) {
    if (!garbage) {
      shown.showReadable(message);
      return;
    }
    try {
      shown.showGarbage(ByteBufUtil.getBytes(message));
    } catch (ProtocolException e) {
      failure = e;
    }
  }

  @Override
  public void opened(Connection connection) {}

  @Override
  public void ponged(long sequence) {}

  @Override
  public void ended(ConnectionEnd end) {}

  /** The session, for the steady state: from now on nothing of it is kept. */
  ImSession steadySession() {
    steady.keepNothing();
    return session;
  }

  /** Bytes that the server has said so far. */
  long delivered() {
    return delivered;
  }

  int sentMessages() {
    return sentMessages;
  }
}
