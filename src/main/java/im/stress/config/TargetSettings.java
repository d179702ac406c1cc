package im.stress.config;

import java.net.URI;
import java.util.List;

/**
 * {@code im.target}: where the load goes.
 *
 * @param urls gateways, used in turn by the users; {@code ws://}, {@code wss://} or {@code tcp://},
 *     each with host, port and path filled in; empty = start the embedded server and aim at that
 */
public record TargetSettings(List<URI> urls) {

  /** Copies the list so that nobody can change it afterwards. */
  public TargetSettings {
    urls = List.copyOf(urls);
  }

  /** Whether no target was named, so that the embedded server is to be started. */
  public boolean embedded() {
    return urls.isEmpty();
  }
}
