package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import oshi.software.os.InternetProtocolStats.TcpState;

class SocketCountsTest {
  private static final int PORT = 10_001;
  private static final PortRange EPHEMERAL = new PortRange(32_768, 60_999);
  private static final IpAddress CLIENT = IpAddress.ofIpv4(1);
  private static final IpAddress OTHER_CLIENT = IpAddress.ofIpv4(2);
  private static final IpAddress SERVER = IpAddress.ofIpv4(3);

  @Test
  void only_the_local_end_on_the_port_counts_by_state() throws IOException {
    SocketCounts counts =
        take(
            server(40_000, TcpState.ESTABLISHED),
            server(40_001, TcpState.CLOSE_WAIT),
            client(CLIENT, 40_000, PORT, TcpState.ESTABLISHED));

    assertThat(counts.inState(TcpState.ESTABLISHED)).isEqualTo(1);
    assertThat(counts.inState(TcpState.CLOSE_WAIT)).isEqualTo(1);
    assertThat(counts.inState(TcpState.TIME_WAIT)).isZero();
  }

  @Test
  void resting_ports_are_still_in_use() throws IOException {
    SocketCounts counts =
        take(
            client(CLIENT, 40_000, PORT, TcpState.ESTABLISHED),
            client(CLIENT, 40_001, PORT, TcpState.TIME_WAIT));

    assertThat(counts.portsUsed()).isEqualTo(2);
  }

  @Test
  void each_source_address_has_ports_of_its_own() throws IOException {
    SocketCounts counts =
        take(
            client(CLIENT, 40_000, PORT, TcpState.ESTABLISHED),
            client(OTHER_CLIENT, 40_000, PORT, TcpState.ESTABLISHED));

    assertThat(counts.portsUsed()).isEqualTo(1);
  }

  @Test
  void most_used_target_decides() throws IOException {
    SocketCounts counts =
        take(
            client(CLIENT, 40_000, PORT, TcpState.ESTABLISHED),
            client(CLIENT, 40_001, PORT, TcpState.ESTABLISHED),
            client(CLIENT, 40_002, PORT + 1, TcpState.ESTABLISHED));

    assertThat(counts.portsUsed()).isEqualTo(2);
  }

  @Test
  void ports_outside_the_range_are_not_ephemeral() throws IOException {
    assertThat(take(client(CLIENT, 61_000, PORT, TcpState.ESTABLISHED)).portsUsed()).isZero();
  }

  @Test
  void accepted_connections_of_a_listener_in_the_range_use_no_port() throws IOException {
    TcpSocket listener = new TcpSocket(SERVER, 50_000, CLIENT, 0, TcpState.LISTEN, 7);
    TcpSocket accepted = new TcpSocket(SERVER, 50_000, CLIENT, 40_000, TcpState.ESTABLISHED, 8);

    assertThat(take(listener, accepted).portsUsed()).isZero();
  }

  @Test
  void lowest_of_several_listeners_is_followed() throws IOException {
    TcpSocket first = new TcpSocket(SERVER, PORT, CLIENT, 0, TcpState.LISTEN, 9);
    TcpSocket second = new TcpSocket(OTHER_CLIENT, PORT, CLIENT, 0, TcpState.LISTEN, 7);

    assertThat(take(first, second).listener()).hasValue(7);
    assertThat(take().listener()).isEmpty();
  }

  private static TcpSocket server(int remotePort, TcpState state) {
    return new TcpSocket(SERVER, PORT, CLIENT, remotePort, state, 1);
  }

  private static TcpSocket client(IpAddress local, int localPort, int port, TcpState state) {
    return new TcpSocket(local, localPort, SERVER, port, state, 1);
  }

  private static SocketCounts take(TcpSocket... sockets) throws IOException {
    return SocketCounts.take(new ListedSockets(List.of(sockets)), PORT, EPHEMERAL);
  }
}
