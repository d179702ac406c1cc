package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import im.stress.config.CodecSettings;
import im.stress.config.SettingsException;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSettingsTest {
  private static final String ROOT = "im.codec.template.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // templates
        "outbound.login = ^{\"u\":\"${user}\"}^    | outbound.login: no variable ${user} here; expected ${epochMillis} ${token} ${uid}",
        "outbound.login = ^{\"u\":\"${to}\"}^      | outbound.login: no variable ${to} here; expected ${epochMillis} ${token} ${uid}",
        "outbound.login = ^{\"u\":\"${uid\"}^      | outbound.login: no variable ${uid\"} here",
        "outbound.login = ^{\"u\":${uid}}^         | outbound.login: expected a JSON object once the variables are filled in",
        "outbound.login = ^[\"${uid}\"]^           | outbound.login: expected a JSON object once the variables are filled in",
        "outbound.login = ^^                       | outbound.login: expected a JSON object once the variables are filled in",
        "outbound.login = null                     | outbound.login: expected a template, got nothing",
        "outbound.login = 7                        | outbound.login: expected text, got 7",
        "outbound.login = null, outbound.login.a=1 | outbound.login: expected text, got a block",
        "outbound.heartbeat = null                 | outbound.heartbeat: expected a template, got nothing",
        "outbound.chat = null                      | outbound.chat: expected a template, got nothing",
        "outbound.chat = ^{\"id\":${id},\"c\":\"${content}\"}^ | outbound.chat: expected a JSON object once the variables are filled in",
        "outbound.chat = ^{\"id\":\"${id}\"}^      | outbound.chat: expected ${content} in it",
        "outbound.chat = ^{\"c\":\"${content}\"}^  | outbound.chat: expected ${id} in it",
        "outbound.group = ^{}^                     | outbound.group: unknown; expected one of login, register, heartbeat, heartbeat-answer, chat",
        "outbound = 7                              | outbound: expected a block { … }, got 7",
        "outbound = null                           | outbound: expected a block { … }, got nothing",
        // frame matchers
        "inbound.hello = { match { \"/t\" = 1 } }  | inbound.hello: unknown; expected one of login-ack, register-ack, heartbeat-ack, server-heartbeat, chat-ack, push, join-ack, group-ack, group-push, kick, ignore",
        "inbound.kick = {}                         | inbound.kick.match: expected at least one",
        "inbound.kick = { match {} }               | inbound.kick.match: expected at least one",
        "inbound.kick = { match = push }           | inbound.kick.match: expected a block { … }, got push",
        "inbound.kick = 7                          | inbound.kick: expected a block { … }, got 7",
        "inbound.kick = { match { \"/t\" = 1 }, x = 1 } | inbound.kick.x: unknown; expected one of match, fields",
        "inbound.kick = { match { \"/t\" = 1 }, fields { code = \"/c\" } } | inbound.kick.fields.code: unknown; expected one of reason",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = 1 } } | inbound.kick.fields.reason: expected text, got 1",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = why } } | inbound.kick.fields.reason: expected a JSON pointer such as \"/type\" or \"/data/id\", got \"why\"",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/t/why\" } } | inbound.kick.fields.reason: nothing can be at /t/why when /t has a value",
        "inbound.kick = { match { \"t\" = 1 } }    | inbound.kick.match.t: expected a JSON pointer",
        "inbound.kick = { match { \"\" = 1 } }     | inbound.kick.match.\"\": expected a JSON pointer",
        "inbound.kick = { match { \"/a~2\" = 1 } } | inbound.kick.match.\"/a~2\": expected a JSON pointer",
        "inbound.kick = { match { \"/t\" = 1.5 } } | inbound.kick.match.\"/t\": expected text, a whole number, true or false, got 1.5",
        "inbound.kick = { match { \"/t\" = null } } | inbound.kick.match.\"/t\": expected text, a whole number, true or false, got null",
        "inbound.kick = { match { /t.a = 1 } }     | inbound.kick.match.\"/t\": expected text, a whole number, true or false, got a block",
        "inbound.kick = { match { \"/t\" = 1, \"/t/a\" = 1 } } | inbound.kick.match.\"/t/a\": nothing can be at /t/a when /t has a value",
        "inbound.kick = { match { \"/type\" = push } } | inbound.kick.match: matches the same frames as im.codec.template.inbound.push",
        "inbound.ignore = [{ match { \"/type\" = push } }] | inbound.ignore[0].match: matches the same frames as im.codec.template.inbound.push",
        "inbound.ignore = [7]                      | inbound.ignore: expected a list of blocks, with 7 in it",
        "inbound.ignore = [{ match { \"/t\" = 1 }, fields {} }] | inbound.ignore[0].fields: unknown; expected one of match",
        "inbound.push = { match { \"/t\" = 1 } }   | inbound.push.fields.content: expected a JSON pointer such as \"/content\", got nothing",
        "inbound.chat-ack = { match { \"/t\" = 1 }, fields { id = /i, up-to = /n } } | inbound.chat-ack.fields.up-to: expected id or up-to, got both",
        "inbound.chat-ack = { match { \"/t\" = 1 }, fields { up-to = /n } } | outbound.chat: expected ${seq} in it",
        "inbound.server-heartbeat = { match { \"/t\" = 1 } } | outbound.heartbeat-answer: expected a template, got nothing",
        "inbound.push = null                       | inbound.push: expected a frame matcher { match { … } }, got nothing",
        "inbound.login-ack = null                  | inbound.login-ack: expected a frame matcher { match { … } }, got nothing",
        "inbound.heartbeat-ack = null              | inbound.heartbeat-ack: expected a frame matcher { match { … } }, got nothing",
        "inbound = null                            | inbound: expected a block { … }, got nothing",
        // the rest
        "heartbeat-kind = ping                     | heartbeat-kind: expected one of ping-frame, message, none, got ping",
        "framing = xml                             | framing: expected one of message, json, lines, got xml",
        "register-on = one                         | register-on: expected a list of whole numbers, got one",
        "register-on = [one]                       | register-on: expected a list of whole numbers, got a list",
        "register-on = [1]                         | outbound.register: expected a template, got nothing",
        "register-on = [1], outbound.register = ^{}^ | inbound.register-ack: expected a frame matcher { match { … } }, got nothing",
        "text-frames = 7                           | text-frames: expected true or false, got 7",
        "colour = red                              | colour: unknown; expected one of framing, text-frames, heartbeat-kind, register-on, echo, outbound, inbound",
      })
  void error_names_the_key_and_what_was_expected(String hocon, String message) {
    String tripleQuoted = hocon.replace("^", "\"\"\"");

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Frames.json(tripleQuoted))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .startsWith(ROOT + message.strip())
                    .doesNotContain("\n")
                    .doesNotContain("secret"));
  }

  @Test
  void error_names_file_and_line(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("im-stress.conf");
    Files.writeString(file, "outbound {\n  login = \"{${me}}\"\n}\n");
    Config template = ConfigFactory.parseFile(file.toFile());

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> TemplateProtocol.of(new CodecSettings("json", template), Frames.context()))
        .withMessageEndingWith("(" + file + ":2)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"morse", "", "../json", "json.conf"})
  void unknown_format_names_those_there_are(String format) {
    CodecSettings settings = new CodecSettings(format, ConfigFactory.empty());

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> TemplateProtocol.of(settings, Frames.context()))
        .withMessage(
            "im.codec.format: expected json, chat-server, or NAME for a file preset/NAME.conf on the class path,"
                + " got \""
                + format
                + "\"");
  }

  @Test
  void half_a_surrogate_pair_is_refused_without_showing_the_token() {
    ProtocolContext broken = Frames.context(1, "u", 0, "secret\ud800", 64);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Frames.json("", broken))
        .withMessage("im.login.token: expected Unicode text, got half a surrogate pair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"true\""})
  void a_flag_may_come_as_text_as_the_command_line_has_it(String flag) {
    assertThat(Frames.json("echo = " + flag).traits().echoesMessages()).isTrue();
  }

  @Test
  void what_the_user_does_not_set_comes_from_the_preset() throws ProtocolException {
    TemplateProtocol protocol =
        Frames.json("inbound.push.match.\"/cmd\" = 5, inbound.push.fields.content = /m");

    assertThat(Frames.decode(protocol, "{\"type\":\"pong\"}")).startsWith("heartbeatAnswered");
    assertThat(Frames.decode(protocol, "{\"cmd\":5,\"m\":\"hi\"}")).isEqualTo("pushed UNMARKED");
  }

  @Test
  void settings_survive_the_way_through_json() throws ProtocolException {
    Config template =
        ConfigFactory.parseString(
            "inbound.push { match { \"/cmd\" = 5, \"/on\" = true }, fields.content = /m }");
    Config again = ConfigFactory.parseString(template.root().render(ConfigRenderOptions.concise()));
    TemplateProtocol protocol =
        TemplateProtocol.of(new CodecSettings("json", again), Frames.context());

    assertThat(Frames.decode(protocol, "{\"cmd\":5,\"on\":true,\"m\":\"hi\"}"))
        .isEqualTo("pushed UNMARKED");
  }
}
