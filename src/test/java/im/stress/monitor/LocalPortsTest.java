package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import oshi.software.os.InternetProtocolStats.TcpState;

class LocalPortsTest {
  private static final PortRange TEN = new PortRange(40_000, 40_009);
  private static final InetSocketAddress TARGET = target("10.0.0.9", 443);

  @Test
  void ports_of_the_range_are_free_but_those_that_are_reserved() throws IOException {
    BitSet reserved = ReservedPorts.parse("40000,40003-40005,50000-50001");

    assertThat(ports(TEN, new BitSet()).free(address("10.0.0.1"), TARGET)).isEqualTo(10);
    assertThat(ports(TEN, reserved).free(address("10.0.0.1"), TARGET)).isEqualTo(6);
  }

  @Test
  void a_port_is_in_use_towards_one_target_from_one_address() throws IOException {
    LocalPorts ports =
        ports(
            TEN,
            new BitSet(),
            socket("10.0.0.1", 40_000, TARGET, TcpState.ESTABLISHED),
            socket("10.0.0.1", 40_001, TARGET, TcpState.TIME_WAIT));

    assertThat(ports.free(address("10.0.0.1"), TARGET)).isEqualTo(8);
    assertThat(ports.free(address("10.0.0.2"), TARGET)).isEqualTo(10);
    assertThat(ports.free(address("10.0.0.1"), target("10.0.0.9", 444))).isEqualTo(10);
    assertThat(ports.free(address("10.0.0.1"), target("10.0.0.8", 443))).isEqualTo(10);
  }

  @Test
  void a_port_where_something_listens_is_free_for_nobody() throws IOException {
    LocalPorts ports =
        ports(TEN, new BitSet(), socket("0.0.0.0", 40_007, target("0.0.0.0", 0), TcpState.LISTEN));

    assertThat(ports.free(address("10.0.0.1"), TARGET)).isEqualTo(9);
  }

  @Test
  void addresses_of_both_families_are_found_in_the_table() throws IOException {
    InetSocketAddress target = target("2001:db8::9", 443);

    assertThat(
            ports(TEN, new BitSet(), socket("2001:db8::1", 40_000, target, TcpState.ESTABLISHED))
                .free(address("2001:db8::1"), target))
        .isEqualTo(9);
  }

  @Test
  void a_system_that_does_not_tell_has_ports_for_all() throws IOException {
    assertThat(ports(PortRange.UNKNOWN, new BitSet()).free(address("10.0.0.1"), TARGET))
        .isEqualTo(LocalPorts.UNKNOWN);
  }

  /** As {@code /proc/net/tcp} has it on this machine: the address is an integer. */
  private static TcpSocket socket(
      String local, int localPort, InetSocketAddress remote, TcpState state) {
    return new TcpSocket(
        IpAddress.asInProc(address(local).getAddress()),
        localPort,
        IpAddress.asInProc(remote.getAddress().getAddress()),
        remote.getPort(),
        state,
        1);
  }

  private static LocalPorts ports(PortRange range, BitSet reserved, TcpSocket... sockets)
      throws IOException {
    return LocalPorts.of(range, reserved, new ListedSockets(List.of(sockets)));
  }

  private static InetSocketAddress target(String host, int port) {
    return new InetSocketAddress(address(host), port);
  }

  private static InetAddress address(String text) {
    return new InetSocketAddress(text, 0).getAddress();
  }
}
