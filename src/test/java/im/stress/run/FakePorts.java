package im.stress.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine with these addresses, each with so many free ports towards every target; the first of
 * the target's family is the system's choice.
 */
public record FakePorts(int free, List<InetAddress> addresses) implements SourcePorts {

  public static FakePorts of(int free, String... addresses) {
    return new FakePorts(free, Stream.of(addresses).map(FakePorts::address).toList());
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean has(InetAddress address) {
    return addresses.contains(address);
  }

  @Override
  public InetAddress chosenFor(InetSocketAddress target) {
    return towards(target).findFirst().orElseThrow();
  }

  @Override
  public Stream<InetAddress> towards(InetSocketAddress target) {
    return addresses.stream()
        .filter(address -> address.getClass() == target.getAddress().getClass());
  }

  @Override
  public int free(InetAddress source, InetSocketAddress target) {
    return free;
  }
}
