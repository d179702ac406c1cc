package im.stress.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code im.run.live}: where the run can be watched while it is on.
 *
 * @param host name or IP address of this machine, without brackets
 * @param port 0 = any that is free
 */
public record LiveAddress(String host, int port) {
  private static final String KEY = "im.run.live";
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([^\\s:/@\\[\\]]+)):(\\d{1,5})");
  private static final int LAST_PORT = 65_535;

  /** Empty where nobody asked for it. */
  static Optional<LiveAddress> read(SettingsReader in) {
    if (!in.isGiven(KEY)) {
      return Optional.empty();
    }
    Matcher address = FORM.matcher(in.text(KEY));
    if (!address.matches() || Integer.parseInt(address.group(3)) > LAST_PORT) {
      throw in.setting(KEY)
          .expected("HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:8089");
    }
    String host = address.group(1) == null ? address.group(2) : address.group(1);
    return Optional.of(new LiveAddress(host, Integer.parseInt(address.group(3))));
  }

  /** As the setting has it, {@code HOST:PORT}. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
