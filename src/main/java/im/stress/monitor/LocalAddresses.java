package im.stress.monitor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The addresses of this machine that connections may come from. */
public final class LocalAddresses {
  /** Enough for seven million connections to one target. */
  private static final int LAST_OF_LOOPBACK = 254;

  /** The address doesn't depend on it; the target's own may be 0, still to be found. */
  private static final int ANY_PORT = 9;

  private LocalAddresses() {}

  /** Whether this machine has that address. */
  public static boolean has(InetAddress address) {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The one that the system takes by itself for connections to a target. Sends nothing. */
  public static InetAddress chosenFor(InetSocketAddress target) throws IOException {
    if (target.getAddress().isAnyLocalAddress()) {
      return InetAddress.getLoopbackAddress();
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(target.getAddress(), ANY_PORT));
      return socket.getLocalAddress();
    }
  }

  /**
   * All that may be used to reach a target, looked for as they are taken: 127.0.0.2, 127.0.0.3 … on
   * the loopback of IPv4, elsewhere those of the outgoing interface.
   */
  public static Stream<InetAddress> towards(InetSocketAddress target) throws IOException {
    InetAddress chosen = chosenFor(target);
    if (chosen.isLoopbackAddress() && chosen instanceof Inet4Address) {
      return IntStream.rangeClosed(2, LAST_OF_LOOPBACK)
          .mapToObj(LocalAddresses::loopback)
          .filter(LocalAddresses::has);
    }
    NetworkInterface outgoing = NetworkInterface.getByInetAddress(chosen);
    return outgoing == null
        ? Stream.of(chosen)
        : outgoing
            .inetAddresses()
            .filter(address -> address.getClass() == chosen.getClass())
            .filter(address -> address.isLinkLocalAddress() == chosen.isLinkLocalAddress());
  }

  private static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (IOException e) {
      throw new IllegalStateException("an address of four bytes", e);
    }
  }
}
