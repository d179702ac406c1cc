package im.stress.config;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes {@code im.target.addresses}, a list of {@code HOST:PORT=ADDRESS}. */
final class TargetAddresses {
  private static final String KEY = "im.target.addresses";
  private static final Pattern FORM = Pattern.compile("([^=]+:\\d+)=(.+)");

  private TargetAddresses() {}

  /** The addresses by {@code HOST:PORT}; each of these belongs to one of the URLs. */
  static Map<String, List<String>> read(SettingsReader in, List<URI> urls) {
    List<String> places = urls.stream().map(TargetAddresses::place).toList();
    Map<String, List<String>> addresses = new LinkedHashMap<>();
    for (String text : in.texts(KEY)) {
      Matcher entry = FORM.matcher(text);
      if (!entry.matches() || !isAddress(entry.group(2))) {
        throw in.setting(KEY)
            .expected("HOST:PORT=ADDRESS, such as gw:10001=10.0.0.7", Setting.quoted(text));
      }
      if (!places.contains(entry.group(1))) {
        throw in.setting(KEY)
            .expected("HOST:PORT of a target, one of " + places, Setting.quoted(entry.group(1)));
      }
      addresses.computeIfAbsent(entry.group(1), place -> new ArrayList<>()).add(entry.group(2));
    }
    return addresses;
  }

  private static boolean isAddress(String text) {
    return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
  }

  /** What the addresses of a URL are found by. */
  static String place(URI url) {
    return url.getHost() + ":" + url.getPort();
  }
}
