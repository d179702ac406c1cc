package im.stress.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import oshi.software.os.InternetProtocolStats.TcpState;

/**
 * Reads the rows of {@code /proc/net/tcp} and {@code tcp6} (Linux, Documentation/networking/
 * proc_net_tcp.rst) byte by byte: with 20,000 sockets they are 3 MB, too much to make strings of.
 */
final class ProcNetTcp {
  /** A row of tcp6 has 150 to 190 bytes. */
  private static final int MAX_ROW_BYTES = 512;

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int WORD_DIGITS = 8;

  private final byte[] row = new byte[MAX_ROW_BYTES];
  private final long[] words = new long[4];
  private int length;
  private int position;

  private ProcNetTcp() {}

  /** Shows every row; the line of headings is skipped. */
  static void parse(InputStream rows, Consumer<TcpSocket> visitor) throws IOException {
    new ProcNetTcp().parseRows(rows, visitor);
  }

  private void parseRows(InputStream rows, Consumer<TcpSocket> visitor) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int size = rows.read(chunk); size >= 0; size = rows.read(chunk)) {
      for (int i = 0; i < size; i++) {
        if (chunk[i] == '\n') {
          endRow(visitor);
        } else if (length < MAX_ROW_BYTES) {
          row[length++] = chunk[i];
        }
      }
    }
  }

  private void endRow(Consumer<TcpSocket> visitor) throws IOException {
    position = 0;
    skipSpaces();
    if (position < length && Character.isDigit(row[position])) {
      visitor.accept(socket());
    }
    length = 0;
  }

  /** {@code sl: local:port remote:port state tx:rx tr:when retransmits uid timeout inode …}. */
  private TcpSocket socket() throws IOException {
    skipField();
    IpAddress local = address();
    int localPort = (int) hex();
    IpAddress remote = address();
    int remotePort = (int) hex();
    TcpState state = TcpState.fromLinuxState((int) hex());
    for (int skipped = 0; skipped < 5; skipped++) {
      skipField();
    }
    return new TcpSocket(local, localPort, remote, remotePort, state, decimal());
  }

  private IpAddress address() throws IOException {
    skipSpaces();
    int count = 0;
    while (position < length && row[position] != ':' && count < words.length) {
      words[count++] = number(16, WORD_DIGITS);
    }
    position++;
    return switch (count) {
      case 1 -> IpAddress.ofIpv4(words[0]);
      case 4 -> IpAddress.ofWords(words[0], words[1], words[2], words[3]);
      default -> throw malformed("an address of 8 or 32 digits");
    };
  }

  private long hex() throws IOException {
    skipSpaces();
    return number(16, WORD_DIGITS);
  }

  private long decimal() throws IOException {
    skipSpaces();
    return number(10, MAX_ROW_BYTES);
  }

  private long number(int radix, int maxDigits) throws IOException {
    int start = position;
    long value = 0;
    while (position < length && position - start < maxDigits && row[position] != ' ') {
      int digit = Character.digit(row[position], radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      position++;
    }
    if (position == start) {
      throw malformed("a number of base " + radix);
    }
    return value;
  }

  private void skipSpaces() {
    while (position < length && row[position] == ' ') {
      position++;
    }
  }

  private void skipField() {
    skipSpaces();
    while (position < length && row[position] != ' ') {
      position++;
    }
  }

  private IOException malformed(String expected) {
    String text = new String(row, 0, length, StandardCharsets.US_ASCII);
    return new IOException(
        "/proc/net/tcp: expected " + expected + " at column " + position + ", got: " + text);
  }
}
