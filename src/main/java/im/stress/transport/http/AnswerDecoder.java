package im.stress.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.List;

/** Netty's decoder, which also tells whether more has come than an answer. */
final class AnswerDecoder extends HttpResponseDecoder {
  /** Bodies of answers are mostly shorter: they come in one piece. */
  private static final int PIECE_BYTES = 65_536;

  private boolean toHead;
  private int cutBytes;
  private long answerBytes;

  AnswerDecoder() {
    super(new HttpDecoderConfig().setMaxChunkSize(PIECE_BYTES));
  }

  /**
   * The next answer is to this kind of request.
   *
   * @param head whether it has no body, whatever it says
   */
  void expect(boolean head) {
    toHead = head;
  }

  /** What came and is not read, but for white space, which may stand between answers. */
  int unread() {
    ByteBuf in = internalBuffer();
    for (int at = in.readerIndex(); at < in.writerIndex(); at++) {
      if (in.getByte(at) > ' ' || in.getByte(at) < 0) {
        return in.writerIndex() - at;
      }
    }
    return 0;
  }

  /** How much has come since this was asked last: head and body of an answer, behind TLS. */
  long takeAnswerBytes() {
    long taken = answerBytes;
    answerBytes = 0;
    return taken;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof ByteBuf bytes) {
      answerBytes += bytes.readableBytes();
    }
    super.channelRead(context, message);
  }

  /** What was not read when the connection ended. */
  int cutBytes() {
    return cutBytes;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage answer) {
    return toHead || super.isContentAlwaysEmpty(answer);
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    super.decodeLast(context, in, out);
    cutBytes = in.readableBytes();
  }
}
