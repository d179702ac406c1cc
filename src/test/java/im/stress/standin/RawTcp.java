package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.template.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;

/** A TCP client that sends the bytes of a test, and holds what comes against the test's. */
final class RawTcp implements AutoCloseable {
  /** Long enough for a busy machine; only a test that fails waits so long. */
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  RawTcp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    in = socket.getInputStream();
  }

  /** Sends these bytes, as {@link Golden} writes them, all of them with one write. */
  void send(String... golden) throws IOException {
    socket.getOutputStream().write(Golden.parse(String.join("", golden)));
  }

  /** Sends a text, with one write. */
  void sendText(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** Reads as many bytes as these are, which must be these. */
  void expect(String... golden) throws IOException {
    byte[] expected = Golden.parse(String.join("", golden));
    byte[] actual = in.readNBytes(expected.length);
    assertThat(HexFormat.of().formatHex(actual)).isEqualTo(HexFormat.of().formatHex(expected));
  }

  /** Reads as many bytes as this text has, which must be this text. */
  void expectText(String text) throws IOException {
    int length = text.getBytes(UTF_8).length;
    assertThat(new String(in.readNBytes(length), UTF_8)).isEqualTo(text);
  }

  /** Waits for the end of the stream; fails when a byte comes instead. */
  void expectEnd() throws IOException {
    assertThat(in.read()).isEqualTo(-1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
