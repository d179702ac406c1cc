package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import oshi.software.os.InternetProtocolStats.TcpState;

class ProcNetTcpTest {
  private static final String HEADINGS =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";
  private static final String LISTENING =
      "   0: 0100007F:2711 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0"
          + " 4711 1 ffff8881 100 0 0 10 0                     \n";
  private static final String TIME_WAIT =
      "  12: 0100007F:C350 0100007F:2711 06 00000000:00000000 03:00000F3C 00000000     0        0"
          + " 0 3 ffff8881\n";
  private static final String MAPPED_ESTABLISHED =
      " 123: 0000000000000000FFFF00000100007F:2711 0000000000000000FFFF00000100007F:C350 01"
          + " 00000000:00000000 00:00000000 00000000     0        0 4712 1 ffff8881 20 4 0 10 -1\n";
  private static final String IPV6_CLOSE_WAIT =
      "   1: B80D0120000000000000000001000000:2711 B80D0120000000000000000002000000:C350 08"
          + " 00000000:00000000 00:00000000 00000000     0        0 4713 1 ffff8881 20 4 0 10 -1\n";

  private static final IpAddress LOOPBACK = IpAddress.ofIpv4(0x0100007FL);

  @Test
  void headings_alone_give_no_socket() throws IOException {
    assertThat(parse(HEADINGS)).isEmpty();
  }

  @Test
  void listening_socket_has_its_port_and_inode() throws IOException {
    assertThat(parse(HEADINGS + LISTENING))
        .containsExactly(
            new TcpSocket(LOOPBACK, 10_001, IpAddress.ofIpv4(0), 0, TcpState.LISTEN, 4711));
  }

  @Test
  void resting_socket_has_no_owner() throws IOException {
    assertThat(parse(HEADINGS + TIME_WAIT))
        .containsExactly(new TcpSocket(LOOPBACK, 50_000, LOOPBACK, 10_001, TcpState.TIME_WAIT, 0));
  }

  @Test
  void mapped_address_equals_its_ipv4_form() throws IOException {
    assertThat(parse(HEADINGS + MAPPED_ESTABLISHED))
        .containsExactly(
            new TcpSocket(LOOPBACK, 10_001, LOOPBACK, 50_000, TcpState.ESTABLISHED, 4712));
  }

  @Test
  void ipv6_addresses_are_told_apart() throws IOException {
    TcpSocket socket = parse(HEADINGS + IPV6_CLOSE_WAIT).get(0);

    assertThat(socket.state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(socket.localAddress()).isNotEqualTo(socket.remoteAddress());
    assertThat(socket.localAddress().high()).isEqualTo(0xB80D0120_00000000L);
    assertThat(socket.localAddress().low()).isEqualTo(0x01000000L);
  }

  @Test
  void rows_are_found_across_the_borders_of_reads() throws IOException {
    int rows = 2_000;

    List<TcpSocket> sockets = parse(HEADINGS + MAPPED_ESTABLISHED.repeat(rows));

    assertThat(sockets).hasSize(rows);
    assertThat(sockets).containsOnly(parse(MAPPED_ESTABLISHED).get(0));
  }

  @Test
  void unknown_layout_is_named_with_its_row() {
    assertThatThrownBy(() -> parse("   0: 0100007F 00000000 0A\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("0100007F 00000000 0A");
  }

  private static List<TcpSocket> parse(String text) throws IOException {
    List<TcpSocket> sockets = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    ProcNetTcp.parse(new ByteArrayInputStream(bytes), sockets::add);
    return sockets;
  }
}
