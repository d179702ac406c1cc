package im.stress.protocol.outbound;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request of HTTP/1.1 (RFC 9112, section 2.1) with values in it. Without {@code Host}, {@code
 * Content-Length} and {@code Connection}, which belong to the connection. Safe on any thread.
 *
 * @param method such as {@code POST}
 * @param target path and query, percent-encoded
 * @param headers in this order
 * @param body null = none
 */
public record HttpTemplate(String method, Template target, List<Header> headers, Template body)
    implements Template {

  /** Copies the list. */
  public HttpTemplate {
    headers = List.copyOf(headers);
  }

  /** A header field. */
  public record Header(String name, Template value) {}

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when a header has a value that HTTP can't carry
   */
  @Override
  public void write(Outgoing outgoing, ByteBuf out) {
    text(method, out);
    out.writeByte(' ');
    target.write(outgoing, out);
    text(" HTTP/1.1\r\n", out);
    for (int i = 0; i < headers.size(); i++) { // without the object that is an iterator
      header(headers.get(i), outgoing, out);
    }
    text("\r\n", out);
    if (body != null) {
      body.write(outgoing, out);
    }
  }

  private static void header(Header header, Outgoing outgoing, ByteBuf out) {
    text(header.name(), out);
    text(": ", out);
    int start = out.writerIndex();
    header.value().write(outgoing, out);
    for (int i = start; i < out.writerIndex(); i++) {
      int octet = out.getByte(i);
      if (octet < ' ' || octet > '~') { // a line feed would begin another header
        throw new IllegalArgumentException(
            "header %s: expected printable ASCII, got other bytes: pipe them through urlencode or base64"
                .formatted(header.name()));
      }
    }
    text("\r\n", out);
  }

  private static void text(String text, ByteBuf out) {
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>(target.names());
    headers.forEach(header -> names.addAll(header.value().names()));
    if (body != null) {
      names.addAll(body.names());
    }
    return names;
  }
}
