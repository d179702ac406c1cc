package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tables of this machine say of sockets that the test has opened. */
class LocalPortsIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void a_connection_takes_a_port_towards_its_target() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "no Linux");
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      InetSocketAddress target = new InetSocketAddress(LOOPBACK, server.getLocalPort());
      int before = LocalPorts.ofMachine().free(LOOPBACK, target);
      try (Socket client = new Socket(LOOPBACK, server.getLocalPort())) {
        assertThat(client.getLocalAddress()).isEqualTo(LocalAddresses.chosenFor(target));
        LocalPorts after = LocalPorts.ofMachine();
        InetAddress second = InetAddress.getByName("127.0.0.2");

        // Others may begin to listen meanwhile, which takes a port from all addresses.
        assertThat(after.free(LOOPBACK, target)).isLessThan(before);
        assertThat(after.free(LOOPBACK, target)).isEqualTo(after.free(second, target) - 1);
      }
    }
  }

  @Test
  void this_machine_has_its_own_addresses_alone() throws IOException {
    assertThat(LocalAddresses.has(LOOPBACK)).isTrue();
    assertThat(LocalAddresses.has(InetAddress.getByName("192.0.2.1"))).isFalse();
  }

  @Test
  void the_loopback_of_linux_has_many_addresses() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "no Linux");
    List<InetAddress> addresses =
        LocalAddresses.towards(new InetSocketAddress(LOOPBACK, 0)).limit(2).toList();

    assertThat(addresses)
        .extracting(InetAddress::getHostAddress)
        .containsExactly("127.0.0.2", "127.0.0.3");
  }
}
