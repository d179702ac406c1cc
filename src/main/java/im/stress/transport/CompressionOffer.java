package im.stress.transport;

import im.stress.config.ConnectionSettings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import java.util.List;

/**
 * Asks for permessage-deflate at the upgrade, and reads the answer (RFC 7692 section 7.1): Netty
 * knows which answers are allowed. The server may choose to have each message by itself.
 */
final class CompressionOffer {
  private static final String CLIENT_FORGETS = "client_no_context_takeover";

  /** The window of the JDK's deflate is of 15 bits, and can't be made smaller. */
  private static final int WINDOW_BITS = 15;

  /** Netty compresses nothing here, and wants a level of zlib all the same. */
  private static final int ANY_LEVEL = 6;

  private static final PerMessageDeflateClientExtensionHandshaker NETTY =
      new PerMessageDeflateClientExtensionHandshaker(ANY_LEVEL, false, WINDOW_BITS, true, false, 0);

  private CompressionOffer() {}

  /** These headers of the upgrade, with the offer among them where the settings ask for it. */
  static HttpHeaders addedTo(HttpHeaders request, ConnectionSettings settings) {
    if (settings.compression()) {
      request.set(
          HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, "permessage-deflate; " + CLIENT_FORGETS);
    }
    return request;
  }

  /**
   * What the server made of it.
   *
   * @return null = messages are not compressed
   * @throws WebSocketClientHandshakeException when it answers what was not offered
   */
  static MessageCompression answered(HttpHeaders response, ConnectionSettings settings) {
    String answer = response.get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, "");
    if (!settings.compression() || answer.isBlank()) {
      return null;
    }
    List<WebSocketExtensionData> extensions = WebSocketExtensionUtil.extractExtensions(answer);
    if (extensions.size() != 1 || NETTY.handshakeExtension(extensions.get(0)) == null) {
      throw new WebSocketClientHandshakeException(
          "extensions: expected permessage-deflate as offered, or none, got "
              + NetworkCause.shortened(answer));
    }
    return new MessageCompression(
        extensions.get(0).parameters().containsKey(CLIENT_FORGETS), settings.maxFrameBytes());
  }
}
