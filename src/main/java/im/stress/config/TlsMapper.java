package im.stress.config;

import java.io.File;

/** Reads what {@code im.connection} says of TLS. */
final class TlsMapper {
  static final String TRUST = "im.connection.trust-certificates";
  static final String CERTIFICATE = "im.connection.client-certificate";
  static final String KEY = "im.connection.client-key";

  private final SettingsReader in;

  TlsMapper(SettingsReader in) {
    this.in = in;
  }

  TlsSettings map() {
    String certificate = file(CERTIFICATE);
    String key = file(KEY);
    requireBoth(certificate, key);
    return new TlsSettings(
        file(TRUST),
        in.flag("im.connection.insecure-tls"),
        certificate,
        key,
        in.rawText(Secrets.CLIENT_KEY_PASSWORD));
  }

  private void requireBoth(String certificate, String key) {
    if (key.isEmpty() && !certificate.isEmpty()) {
      throw in.setting(KEY).expected("the PEM file of the key to " + CERTIFICATE, "none");
    }
    if (certificate.isEmpty() && !key.isEmpty()) {
      throw in.setting(CERTIFICATE).expected("the PEM file of the certificate to " + KEY, "none");
    }
  }

  private String file(String key) {
    String name = in.text(key);
    if (!name.isEmpty() && !isReadable(new File(name))) {
      throw in.setting(key).expected("a readable PEM file");
    }
    return name;
  }

  private static boolean isReadable(File file) {
    return file.isFile() && file.canRead();
  }
}
