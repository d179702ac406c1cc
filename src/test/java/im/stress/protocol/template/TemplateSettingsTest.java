package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import im.stress.config.CodecSettings;
import im.stress.config.LoginSettings;
import im.stress.config.SettingsException;
import im.stress.config.UidPattern;
import im.stress.config.UserColumns;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        // messages that are sent
        "outbound.chat = ^{\"u\":\"${users}\"}^ | outbound.chat: no value ${users} here; expected ${captured.NAME} ${conn.seq} ${content} ${epochMillis} ${from} ${id} ${option.NAME} ${seq} ${to} ${to.NAME} ${token} ${uid} ${user.NAME}",
        "outbound.heartbeat = ^{\"u\":\"${to}\"}^ | outbound.heartbeat: no value ${to} here; expected ${captured.NAME} ${conn.seq} ${epochMillis} ${option.NAME} ${seq} ${token} ${uid} ${user.NAME}",
        "outbound.heartbeat = ^{\"u\":\"${uid\"}^ | outbound.heartbeat: no value ${uid\"} here",
        "outbound.heartbeat = ^{\"u\":\"${uid^ | outbound.heartbeat: expected } after ${uid",
        "outbound.heartbeat = ^{\"u\":${uid}}^ | outbound.heartbeat: expected a JSON object or array once the values are filled in, got an error at byte 5 of {\"u\":${uid}}; text needs quotes around its ${…}",
        "outbound.heartbeat = ^12^ | outbound.heartbeat: expected a JSON object or array once the values are filled in",
        "outbound.heartbeat = ^^ | outbound.heartbeat: expected a JSON object or array once the values are filled in",
        "outbound.heartbeat = ^{\"u\":\"${uid ¦ sha1}\"}^ | outbound.heartbeat: no function sha1; expected base64, base64url, hex, md5, sha256, urlencode or json",
        "outbound.heartbeat = ^{\"u\":\"${min(uid, x)}\"}^ | outbound.heartbeat: no value ${x} here",
        "outbound.heartbeat = ^{\"u\":\"${option.app}\"}^ | outbound.heartbeat: no value ${option.app}; expected a key of options, which has none",
        "outbound.heartbeat = ^{\"u\":\"${option.app}\",\"a\":\"${option.a}\"}^, options.a = 1 | outbound.heartbeat: no value ${option.app}; expected a key of options, which has a",
        "outbound.heartbeat = ^{\"u\":\"${option.app}\"}^, options.app = null | options.app: expected a value for this server: the preset can't know it",
        "outbound.heartbeat = ^{\"u\":\"${captured.sid}\"}^ | outbound.heartbeat: no value ${captured.sid} here; expected what an earlier step of login captures, which is nothing",
        "outbound.heartbeat = ^{\"u\":\"${user.rom}\"}^ | outbound.heartbeat: ${user.rom}: expected a column rom in the file of im.login.users-file, got no file; name a CSV file that has it",
        "outbound.heartbeat = 7 | outbound.heartbeat: expected text, got 7",
        "outbound.heartbeat = null | outbound.heartbeat: expected a message, got nothing",
        "outbound.heartbeat = null, outbound.heartbeat.a = 1 | outbound.heartbeat: expected text, got a block",
        "outbound.chat = ^{\"id\":${id},\"c\":\"${content}\"}^ | outbound.chat: expected a JSON object or array once the values are filled in",
        "outbound.chat = ^{\"id\":\"${id}\"}^ | outbound.chat: expected ${content} in it: deliveries are known by its marker",
        "outbound.chat = ^{\"c\":\"${content}\"}^ | outbound.chat: expected ${id} in it: inbound.chat-ack is known by it (null = no acks)",
        "outbound.chat = ^{\"c\":\"${content}\",\"id\":\"${id}\"}^, id.form = uuid-bytes | outbound.chat: expected text, got the 16 bytes of ${id}: pipe it through hex or base64",
        "outbound.group-chat = ^{\"id\":\"${id}\"}^ | outbound.group-chat: expected ${content} in it",
        "outbound.hearbeat = ^{}^ | outbound.hearbeat: unknown; expected one of heartbeat, chat, join-group, group-chat, logout; did you mean heartbeat?",
        "outbound = 7 | outbound: expected a block { … }, got 7",
        "outbound = null | outbound: expected a block { … }, got nothing",
        "outbound.chat = ^{\"c\":\"${content}\",\"id\":\"${id}\"}^, id.form = none | outbound.chat: no value ${id} here",
        "outbound.chat = ^{\"c\":\"${content}\"}^, outbound.group-chat = null, id.form = none | id: expected a form other than none: acks are known by an id",
        // variables
        "vars.a = ^${b}^ | vars.a: no value ${b} here",
        "vars.a = ^${a}^ | vars.a: expected other values, got ${a} in itself",
        "vars.uid = x | vars.uid: expected another name, got that of the value ${uid}",
        "vars.a = [1] | vars.a: expected text or a number, got a list",
        "vars.a = ^${uid ¦ sha1}^ | vars.a: no function sha1",
        "vars = 7 | vars: expected a block { … }, got 7",
        // matchers
        "inbound.hello = { match { \"/t\" = 1 } } | inbound.hello: unknown; expected one of heartbeat-ack, server-heartbeat, chat-ack, push, join-ack, group-ack, group-push, kick, request, nested, ignore",
        "inbound.chatack = { match { \"/t\" = 1 } } | inbound.chatack: unknown; expected one of heartbeat-ack, server-heartbeat, chat-ack, push, join-ack, group-ack, group-push, kick, request, nested, ignore; did you mean chat-ack?",
        "inbound.kick = {} | inbound.kick.match: expected at least one, as in { \"/type\" = \"push\" }",
        "inbound.kick = { match {} } | inbound.kick.match: expected at least one",
        "inbound.kick = { match = push } | inbound.kick.match: expected a block { … }, got push",
        "inbound.kick = 7 | inbound.kick: expected a block { … }, got 7",
        "inbound.kick = { match { \"/t\" = 1 }, x = 1 } | inbound.kick.x: unknown; expected one of match, fields",
        "inbound.kick = { match { \"/t\" = 1 }, fields { code = \"/c\" } } | inbound.kick.fields.code: unknown; expected one of reason",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = 1 } } | inbound.kick.fields.reason: expected text, got 1",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = why } } | inbound.kick.fields.reason: expected a path that begins with a pointer such as \"/type\", body, got \"why\"",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/t/why\" } } | inbound.kick.fields.reason: nothing can be at /t/why when /t has a value",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/t~2\" } } | inbound.kick.fields.reason: expected a pointer such as \"/type\" or \"/data/id\", got \"/t~2\"",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"header.x\" } } | inbound.kick.fields.reason: expected a field of header (there is none), got \"x\"",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/r ¦ rot13\" } } | inbound.kick.fields.reason: expected json, protobuf:TYPE, base64, hex, after:TEXT, before:TEXT or a pointer, got \"rot13\" in \"/r ¦ rot13\"",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/r¦base64\" } } | inbound.kick.fields.reason: expected a space before and after ¦, got \"/r¦base64\"",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/r ¦ base64 ¦ /x\" } } | inbound.kick.fields.reason: expected json or protobuf:TYPE before /x, got \"/r ¦ base64 ¦ /x\"",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/r/*/x\" } } | inbound.kick.fields.reason: expected a path without *, got \"/r/*/x\": let each lead to the elements, and this path begin there",
        "inbound.kick = { match { \"/t\" = 1 }, fields { reason = \"/r ¦ protobuf:A\" } } | inbound.kick.fields.reason: expected protobuf.file beside protobuf:A, which names a message type of it",
        "inbound.kick = { match { \"/t\" = 1 }, each = \"/a/*\" } | inbound.kick.each: unknown; expected one of match, fields",
        "inbound.push = { match { \"/t\" = 1 }, each = \"/a\", fields { content = \"/c\" } } | inbound.push.each: expected a path whose last pointer has * in it, such as \"/list/*\", got \"/a\"",
        "inbound.push = { match { \"/t\" = 1 }, each = \"/a ¦ base64 ¦ /*\", fields { content = \"/c\" } } | inbound.push.each: expected a format such as json before the pointer, got \"/a ¦ base64\"",
        "inbound.push = { match { \"/t\" = 1 }, only { \"/a\" = 1 }, fields { content = \"/c\" } } | inbound.push.only: expected each beside it; conditions on the whole message are match",
        "inbound.push = { match { \"/t\" = 1 } } | inbound.push.fields.content: expected a path such as \"/content\", got nothing",
        "inbound.push = { match { \"/t\" = 1 }, fields { content = \"/c\" }, reply = ^{\"a\":\"${frame.mid}\"}^ } | inbound.push.reply: no value ${frame.mid} here; expected a name of fields beside reply, which has content",
        "inbound.request = { match { \"/t\" = 1 } } | inbound.request.reply: expected what it is answered with, got nothing",
        "inbound.request = { match { \"/t\" = 1 }, reply = ^{\"a\":\"${frame.n}\"}^ } | inbound.request.reply: no value ${frame.n} here; expected a name of fields beside reply, which has none",
        "inbound.ignore = { match { \"/t\" = 1 }, reply = ^{}^ } | inbound.ignore.reply: unknown; expected one of match",
        "inbound.nested = { match { \"/t\" = 1 } } | inbound.nested: expected a list under header: it tells messages apart",
        // conditions
        "inbound.kick = { match { \"t\" = 1 } } | inbound.kick.match.t: expected a path that begins with a pointer",
        "inbound.kick = { match { \"prefix\" = 1 } } | inbound.kick.match.prefix: expected a path that begins with a pointer",
        "inbound.kick = { match { \"/t\" = 1.5 } } | inbound.kick.match.\"/t\": expected text, a whole number, true, false, present, absent, empty, \"200..299\", a list of these, or { starts-with = … }, { contains = … }, { is = … }, got 1.5",
        "inbound.kick = { match { \"/t\" = [] } } | inbound.kick.match.\"/t\": expected at least one value in the list, got none: that never holds",
        "inbound.kick = { match { \"/t\" = null } } | inbound.kick.match.\"/t\": expected text, a whole number, true, false, present, absent, empty, \"200..299\", a list of these, or { starts-with = … }, { contains = … }, { is = … }, got null",
        "inbound.kick = { match { /t.a = 1 } } | inbound.kick.match.\"/t\": expected text, a whole number",
        "inbound.kick = { match { \"/t\" { ends-with = x } } } | inbound.kick.match.\"/t\": expected text, a whole number, true, false, present, absent, empty, \"200..299\", a list of these, or { starts-with = … }, { contains = … }, { is = … }, got { ends-with = … }",
        "inbound.kick = { match { \"/t\" { contains = 1 } } } | inbound.kick.match.\"/t\": expected text, a whole number",
        "inbound.kick = { match { \"/t\" = \"9..1\" } } | inbound.kick.match.\"/t\": expected a range from low to high, got \"9..1\"",
        "inbound.kick = { match { \"/t\" = 1, \"/t/a\" = 1 } } | inbound.kick.match.\"/t/a\": nothing can be at /t/a when /t has a value",
        "inbound.kick = { match { \"/type\" = push } } | inbound.kick.match: matches the same frames as im.codec.template.inbound.push; add a condition",
        "inbound.kick = [{ match { \"/t\" { contains = a } } }, { match { \"/t\" { contains = a } } }] | inbound.kick[1].match: matches the same frames as im.codec.template.inbound.kick[0]",
        "inbound.ignore = [{ match { \"/type\" = push } }] | inbound.ignore[0].match: matches the same frames as im.codec.template.inbound.push",
        "inbound.ignore = [7] | inbound.ignore: expected a list of blocks, with 7 in it",
        "inbound.ignore = [{ match { \"/t\" = 1 }, fields {} }] | inbound.ignore[0].fields: unknown; expected one of match",
        // answers
        "inbound.chat-ack = { match { \"/t\" = 1 }, fields { id = /i, up-to = /n } } | inbound.chat-ack.fields.up-to: expected id or up-to, got both",
        "inbound.chat-ack = { match { \"/t\" = 1 }, fields { up-to = /n } } | outbound.chat: expected ${seq} in it: inbound.chat-ack counts up to it",
        "inbound.chat-ack = { match { \"/t\" = 1 }, accept {} } | inbound.chat-ack.accept: expected at least one condition, as in { \"/code\" = 0 }",
        "inbound.chat-ack = { match { \"/t\" = 1 }, refuse = 1 } | inbound.chat-ack.refuse: expected a block { … }, got 1",
        "inbound.push = null | inbound.push: expected a frame matcher { match { … } }, got nothing",
        "inbound.heartbeat-ack = null | inbound.heartbeat-ack: expected a frame matcher { match { … } }, got nothing",
        "inbound = null | inbound: expected a block { … }, got nothing",
        // the rest
        "heartbeat-kind = ping | heartbeat-kind: expected one of ping-frame, message, message-unanswered, none, got ping",
        "framing = xml | framing: expected one of message, json, lines, varint, http, header, got xml",
        "framing = header | framing: expected a list under header beside it, with a length in it",
        "framing { delimiter = ab } | framing.delimiter: expected one character of ASCII, got \"ab\"",
        "framing { delimiter = \"ü\" } | framing.delimiter: expected one character of ASCII, got \"ü\"",
        "framing { length = 4 } | framing.length: unknown; expected one of delimiter",
        "split = words | split: expected one of none, lines, got words",
        "split = lines, body = bytes | split: expected none: only json and text without a header have lines, got lines",
        "split = lines, header = [{ name = n, type = u8 }] | split: expected none: only json and text without a header have lines, got lines",
        "frame = 7 | frame: expected text, got 7",
        "frame = ascii | frame: expected one of text, binary, got ascii",
        "body = xml | body: expected one of json, text, bytes, protobuf, got xml",
        "body = text | login[0].expect.match.\"/type\": expected body or a header field, got \"/type\": bodies have no fields here",
        "body = text, prefix = true | prefix: expected body = json beside it: it is what stands before JSON",
        "prefix = 7 | prefix: expected true or false, got 7",
        "echo = 7 | echo: expected true or false, got 7",
        "id.form = guid | id.form: expected one of hex24, uuid, uuid-bytes, sequence, none, got guid",
        "id.from = uuid | id.from: unknown; expected one of form, first, width",
        "id.width = u16 | id.width: expected form = sequence beside it, got hex24",
        "id { form = sequence, width = u64 } | id.width: expected one of u8, u16, u32, got u64",
        "id { form = sequence, width = u8, first = 256 } | id.first: expected 0 to 255, got 256",
        "id = uuid | id: expected a block { … }, got uuid",
        "id.first = one | id.first: expected a whole number, got one",
        "options = 7 | options: expected a block { … }, got 7",
        "connect.path = ws | connect.path: expected a path that begins with /, got \"ws\"",
        "connect.path = \"/ws?a=1\" | connect.path: expected what follows ? under query, as in { key = value }",
        "connect.path = \"/ws gate\" | connect.path: path: expected nothing, or / and then percent-encoded text without a query",
        "connect.headers { \"A b\" = x } | connect.headers.\"A b\": headers: expected names of letters, digits and hyphens, got one with other characters",
        "connect.headers.A = \"ü\" | connect.headers.A: header A: expected printable ASCII, got character U+00FC at 0: encode it, or take it out",
        "connect.subprotocol = \"ü${uid}\" | connect.subprotocol: subprotocol: expected printable ASCII, got character U+00FC at 0",
        "connect.query.a = ^${to}^ | connect.query.a: no value ${to} here; expected ${epochMillis} ${option.NAME} ${token} ${uid} ${user.NAME}",
        "connect.query = 7 | connect.query: expected a block { … }, got 7",
        "connect.headers.A = [1] | connect.headers.A: expected text or a number, got a list",
        "connect.subprotocol = [a] | connect.subprotocol: expected text, got a list",
        "connect.pth = a | connect.pth: unknown; expected one of path, query, headers, subprotocol; did you mean path?",
        "colour = red | colour: unknown; expected one of framing, split, frame, heartbeat-kind, echo, receipts, id, body, header, prefix, protobuf, connect, login, options, vars, poll, outbound, inbound",
        "heartbeat = none | heartbeat: unknown; expected one of",
      })
  void error_names_the_key_and_what_was_expected(String hocon, String message) {
    Refused.with(hocon, ROOT + message.strip());
  }

  @Test
  void error_names_file_and_line(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("im-stress.conf");
    Files.writeString(file, "outbound {\n  chat = \"{${me}}\"\n}\n");
    Config template = ConfigFactory.parseFile(file.toFile());

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> TemplateProtocol.of(new CodecSettings("json", template), Frames.context()))
        .withMessageEndingWith("(" + file + ":2)");
  }

  @Test
  void every_row_of_the_file_is_tried_where_values_stand_in_headers() {
    UserColumns columns = UserColumns.NONE.with("device", 3, List.of("pc", "d\u00fc", "tv"));
    LoginSettings login =
        new LoginSettings(new UidPattern("u", 0, ""), "secret", columns, Duration.ofSeconds(1));
    ProtocolContext context =
        new ProtocolContext(Frames.RUN_KEY, login, 64, Frames.context().groups());
    String wrong = "header Device: expected printable ASCII, got character U+00FC at 1";

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Frames.json("connect.headers.Device = \"${user.device}\"", context))
        .withMessageStartingWith("im.codec.template.connect.headers.Device: " + wrong)
        .withMessageContaining("(user u4)");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Frames.json("connect.subprotocol = \"${user.device}\"", context))
        .withMessageContaining("(user u4)");
    assertThatCode(() -> Frames.json("connect.query.device = \"${user.device}\"", context))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"morse", "", "../json", "json.conf"})
  void unknown_format_names_those_there_are(String format) {
    CodecSettings settings = new CodecSettings(format, ConfigFactory.empty());

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> TemplateProtocol.of(settings, Frames.context()))
        .withMessageStartingWith(
            "im.codec.format: expected NAME of a file preset/NAME.conf on the class path (json, chat-server")
        .withMessageContaining(" ship), got \"" + format + "\"");
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
