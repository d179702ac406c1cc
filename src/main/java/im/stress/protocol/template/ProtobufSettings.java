package im.stress.protocol.template;

import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.Vocabulary;

/** The block {@code protobuf}: which {@code .proto} file, and which messages of it. */
final class ProtobufSettings {
  static final String KEY = "protobuf";

  static ProtobufSettings read(SettingsBlock template, boolean needed) {
    return new ProtobufSettings();
  }

  BodyFormat received() {
    return null;
  }

  BodyFormat format(String name) {
    return null;
  }

  Template sent(SettingsBlock block, String key, Vocabulary vocabulary) {
    return null;
  }

  Template wrapped(SettingsBlock block, String key, Vocabulary vocabulary) {
    return null;
  }
}
