package im.stress.transport.http;

import im.stress.transport.BasicAuthorization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Adds to a request what the transport owns: the server's place, lengths. Safe on any thread. */
final class RequestHead {
  /** Of the methods that take no body, the ones that are in use (RFC 9110, section 8.6). */
  private static final String BODILESS = "GET HEAD DELETE OPTIONS TRACE";

  /** RFC 9110, section 9.2.2; each with the space that follows it. */
  private static final String[] IDEMPOTENT = {
    "GET ", "HEAD ", "PUT ", "DELETE ", "OPTIONS ", "TRACE "
  };

  private static final String LENGTH = "Content-Length: ";
  private static final String LINE_END = "\r\n";

  /** Ten digits and the end of the line. */
  private static final int LENGTH_BYTES = LENGTH.length() + 12;

  /** Of the URL, as it is. */
  private final String root;

  /** What stands before a path, without a slash at its end. */
  private final String path;

  private final String query;
  private final byte[] headers;
  private final String authorization;

  /**
   * Requests to this server.
   *
   * @param url its path and query stand before those of each request
   * @param keepAlive whether the connection is to be kept
   */
  RequestHead(URI url, boolean keepAlive) {
    this.root = Objects.requireNonNullElse(url.getRawPath(), "");
    this.path = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.query = Objects.requireNonNullElse(url.getRawQuery(), "");
    // Some servers keep a connection for these very words alone.
    String connection = keepAlive ? "keep-alive" : "close";
    this.headers = bytes("Host: " + host(url) + "\r\nConnection: " + connection + LINE_END);
    this.authorization =
        BasicAuthorization.of(url).map(value -> "Authorization: " + value + LINE_END).orElse("");
  }

  /** Without the port that the scheme has anyway (RFC 9110, sections 4.2 and 7.2). */
  private static String host(URI url) {
    int usual = url.getScheme().equals("https") ? 443 : 80;
    boolean shown = url.getPort() >= 0 && url.getPort() != usual;
    return url.getHost() + (shown ? ":" + url.getPort() : "");
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the answer has no body whatever its headers say (RFC 9110, section 9.3.2). */
  static boolean isHead(ByteBuf request) {
    return startsWith(request, "HEAD ");
  }

  /** Whether a server may be asked it twice, by its method (RFC 9110, section 9.2.2). */
  static boolean isIdempotent(ByteBuf request) {
    for (String method : IDEMPOTENT) {
      if (startsWith(request, method)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(ByteBuf request, String text) {
    return request.readableBytes() >= text.length()
        && text.contentEquals(
            request.getCharSequence(
                request.readerIndex(), text.length(), StandardCharsets.US_ASCII));
  }

  /**
   * The whole request in one buffer; releases the one that it is given.
   *
   * @throws IllegalArgumentException when it is no request; it tells what is missing
   */
  ByteBuf completed(ByteBuf request, ByteBufAllocator allocator) {
    try {
      int start = request.readerIndex();
      int end = request.writerIndex();
      int line = request.indexOf(start, end, (byte) '\n');
      int method = request.indexOf(start, end, (byte) ' ');
      int version = line < 0 ? -1 : request.indexOf(line, start, (byte) ' ');
      int body = line < 0 ? -1 : endOfHead(request, line, end);
      if (body < 0 || method < 0 || version <= method) {
        throw new IllegalArgumentException(
            "request: expected METHOD PATH HTTP/1.1, headers and an empty line, got "
                + ByteBufUtil.hexDump(request, start, Math.min(end - start, 64)));
      }
      ByteBuf whole =
          allocator.buffer(
              end - start + root.length() + query.length() + headers.length + LENGTH_BYTES);
      whole.writeBytes(request, start, method + 1 - start);
      writeTarget(
          request.toString(method + 1, version - method - 1, StandardCharsets.UTF_8), whole);
      whole.writeBytes(request, version, line + 1 - version);
      whole.writeBytes(headers);
      writeAuthorization(request, body, whole);
      writeLength(request, method - start, end - body, whole);
      return whole.writeBytes(request, line + 1, end - line - 1);
    } finally {
      request.release();
    }
  }

  /** The index after the empty line; -1 = there is none. */
  private static int endOfHead(ByteBuf request, int firstLine, int end) {
    for (int at = firstLine;
        at >= 0 && at + 2 < end;
        at = request.indexOf(at + 1, end, (byte) '\n')) {
      if (request.getByte(at + 1) == '\r' && request.getByte(at + 2) == '\n') {
        return at + 3;
      }
    }
    return -1;
  }

  /** The root of a server at a path is that path itself. */
  private void writeTarget(String target, ByteBuf out) {
    boolean isRoot = target.equals("/") && !path.isEmpty();
    ByteBufUtil.writeUtf8(out, isRoot ? root : path);
    ByteBufUtil.writeUtf8(out, isRoot ? "" : target);
    if (!query.isEmpty()) {
      ByteBufUtil.writeUtf8(out, target.indexOf('?') < 0 ? "?" : "&");
      ByteBufUtil.writeUtf8(out, query);
    }
  }

  /** Before the user's own, that of the URL stands back. */
  private void writeAuthorization(ByteBuf request, int body, ByteBuf out) {
    if (authorization.isEmpty()) {
      return;
    }
    String head =
        request.toString(
            request.readerIndex(), body - request.readerIndex(), StandardCharsets.ISO_8859_1);
    if (!head.toLowerCase(Locale.ROOT).contains("\nauthorization:")) {
      ByteBufUtil.writeAscii(out, authorization);
    }
  }

  private static void writeLength(ByteBuf request, int methodBytes, int bodyBytes, ByteBuf out) {
    String method = request.toString(request.readerIndex(), methodBytes, StandardCharsets.US_ASCII);
    if (bodyBytes > 0 || !BODILESS.contains(method)) {
      ByteBufUtil.writeAscii(out, LENGTH);
      ByteBufUtil.writeAscii(out, Integer.toString(bodyBytes));
      ByteBufUtil.writeAscii(out, LINE_END);
    }
  }
}
