package im.stress.protocol.template;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One user of a preset on one connection: what it sends, and what it makes of what comes. The
 * content of its messages is the marker alone.
 */
final class PresetConnection {
  /** Length of a marker. */
  private static final int MARKER_BYTES = 50;

  private final ProtocolContext context;
  private final TemplateProtocol protocol;
  private final RecordingLink link;
  private final ImSession session;

  /** The user with this index, which writes to these, or is written to by them. */
  PresetConnection(StressSettings settings, int user, int... contacts) {
    context =
        new ProtocolContext(Frames.RUN_KEY, settings.login(), MARKER_BYTES, settings.groups());
    protocol = TemplateProtocol.of(settings.codec(), context);
    link = new RecordingLink(Frames.RUN_KEY).withContacts(contacts);
    session = protocol.open(context.user(user), link);
  }

  /**
   * The settings of a run with this preset: two users, who are in a CSV file.
   *
   * @param changes what is set, by full key
   */
  static StressSettings settings(
      String preset, Path folder, String users, Map<String, String> changes) throws IOException {
    Path file = Files.writeString(folder.resolve("users.csv"), users);
    Map<String, String> all = new HashMap<>(changes);
    all.put("im.codec.format", preset);
    all.put("im.users", "2");
    all.put("im.login.users-file", file.toString());
    return SettingsLoader.load(new SettingsSources(all, List.of(), Map.of(), Optional.empty()))
        .settings();
  }

  TemplateProtocol protocol() {
    return protocol;
  }

  /** What it asks the gateway for: the query alone. */
  Map<String, String> query(int user) {
    return protocol.endpoint(context.user(user)).query();
  }

  /** Connects it; what it sends then. */
  List<String> opened() {
    session.opened();
    return link.sent();
  }

  /** Logs it in by these answers, and forgets what was sent and said. */
  PresetConnection loggedIn(String... answers) throws ProtocolException {
    session.opened();
    for (String answer : answers) {
      heard(answer);
    }
    link.sent();
    return this;
  }

  /** What it makes of a frame, whose quotes are written as apostrophes. */
  String heard(String frame) throws ProtocolException {
    session.frame(Frames.bytes(frame.replace('\'', '"')));
    return link.events();
  }

  /** What it makes of the answer to its last request, whose quotes are written as apostrophes. */
  String answered(int status, String body) throws ProtocolException {
    List<Long> tags = link.tags();
    session.answered(tags.get(tags.size() - 1), status, Frames.bytes(body.replace('\'', '"')));
    return link.events();
  }

  /** What it sends to look for the last time. */
  String lastLook() {
    session.lastLook();
    return link.sent().get(0);
  }

  /** Its connection ends. */
  void closed() {
    session.closed();
  }

  /** What it has sent since the last call. */
  List<String> sent() {
    return link.sent();
  }

  /** What it sends to write its message of this number to another user. */
  String chat(int from, int to, int number) {
    session.chat(new Chat(context).set(from, to, number, 3, 77));
    return link.sent().get(0);
  }

  /** The same to a group. */
  String groupChat(int from, int group, int number) {
    session.groupChat(new GroupChat(context).set(from, group, number, 3, 77));
    return link.sent().get(0);
  }

  /** What it sends to join a group. */
  String joinGroup(int group) {
    session.joinGroup(group);
    return link.sent().get(0);
  }

  /** What it sends as a heartbeat. */
  String heartbeat() {
    session.heartbeat(0);
    return link.sent().get(0);
  }
}
