package im.stress.codec;

import io.netty.buffer.ByteBuf;

/**
 * Any protocol of one JSON object per frame, described by {@code im.codec.template}: see {@code
 * docs/codec.md}.
 *
 * <p>Not thread-safe: one per event loop.
 */
public final class TemplateCodec implements ImCodec {
  private final TemplateProtocol protocol;
  private final FrameReader reader;
  private final ReusedEvents reused = new ReusedEvents();
  private final boolean acknowledgesMessages;

  /** Takes the compiled protocol, which may be shared. */
  TemplateCodec(TemplateProtocol protocol) {
    this.protocol = protocol;
    reader = protocol.matchers().newReader();
    acknowledgesMessages = protocol.matchers().has(InboundKind.CHAT_ACK);
  }

  @Override
  public boolean acknowledgesMessages() {
    return acknowledgesMessages;
  }

  @Override
  public HeartbeatKind heartbeatKind() {
    return protocol.heartbeatKind();
  }

  @Override
  public boolean textFrames() {
    return protocol.textFrames();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException for a heartbeat when the protocol has no heartbeat message
   */
  @Override
  public void encode(Outbound message, ByteBuf out) {
    if (message instanceof Outbound.Chat chat) {
      protocol.chat().write(chat, out);
    } else if (message instanceof Outbound.Heartbeat heartbeat) {
      protocol
          .heartbeat()
          .orElseThrow(() -> new IllegalStateException("this protocol has no heartbeat message"))
          .write(heartbeat, out);
    } else if (message instanceof Outbound.Login login) {
      protocol.login().write(login, out);
    }
  }

  @Override
  public Inbound decode(ByteBuf frame) throws CodecException {
    reader.read(frame);
    return protocol.matchers().read(reader, protocol.runKey(), reused);
  }

  /** Bytes that stay allocated between frames, for tests of the bound. */
  int keptBytes() {
    return reader.keptBytes();
  }
}
