package im.stress.protocol.template;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Framing;
import im.stress.framing.FramingException;
import im.stress.transport.MessageReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.function.Consumer;

/** Finds the messages in what comes on a connection, as a run does. */
final class FramedMessages implements ConnectionListener {
  private static final int MAX_MESSAGE_BYTES = 1 << 16;

  private final Consumer<ByteBuf> messages;
  private final MessageReader reader;

  /** Tells of each message in turn. */
  FramedMessages(Framing framing, Consumer<ByteBuf> messages) {
    this.messages = messages;
    this.reader = MessageReader.of(framing, MAX_MESSAGE_BYTES, this);
  }

  /** Takes the bytes of one read. */
  void read(byte[] bytes) throws FramingException {
    reader.read(Unpooled.wrappedBuffer(bytes), UnpooledByteBufAllocator.DEFAULT);
  }

  @Override
  public void received(ByteBuf message) {
    messages.accept(message);
  }

  @Override
  public void opened(Connection connection) {}

  @Override
  public void ponged(long sequence) {}

  @Override
  public void ended(ConnectionEnd end) {}
}
