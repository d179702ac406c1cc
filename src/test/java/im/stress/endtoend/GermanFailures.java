package im.stress.endtoend;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.server.ImServer;
import im.stress.transport.NetworkCause;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** Runs into failures of the network and prints what is made of them: a program of a test. */
final class GermanFailures {
  private GermanFailures() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    Epoll.ensureAvailability();
    tell(new NativeIoException("socket", -24));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listen(taken.getLocalPort());
    }
    try (SocketChannel refused = SocketChannel.open()) {
      refused.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    } catch (IOException e) {
      tell(e);
    }
    System.exit(0);
  }

  private static void tell(IOException failure) {
    System.out.println(NetworkCause.endOf(failure).cause() + ": " + failure.getMessage());
  }

  private static void listen(int port) {
    SettingsSources sources =
        SettingsSources.ofEnvironment(Map.of()).with("im.server.port", Integer.toString(port));
    try (ImServer server = ImServer.start(SettingsLoader.load(sources).settings().server())) {
      System.out.println("listens on " + server.port());
    } catch (SettingsException e) {
      System.out.println(e.getMessage());
    }
  }
}
