package im.stress.protocol.template;

import com.typesafe.config.ConfigFactory;
import im.stress.channel.Endpoint;
import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.config.UidPattern;
import im.stress.config.UserColumns;
import im.stress.conformance.Wire;
import im.stress.framing.FramingException;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImSession;
import im.stress.protocol.OutgoingMessage;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What user u7 and a server say to each other, as {@code docs/presets.md} shows it: {@code > } what
 * is sent, {@code < } what comes, {@code = } what the tool makes of it, {@code * } what it is made
 * to do, {@code …} the login of preset json; {@code < HTTP STATUS BODY} is the answer to the last
 * request. Bytes are {@code 0x}, then pairs of digits and quoted texts; {@code ⏎} is a line feed,
 * {@code im1:…} and {@code ig1:…} the content of the last message. Where messages stand in a
 * stream, each line is what one side writes at once, framing and all.
 */
final class Transcript {
  /** The clock of the examples. */
  static final long EPOCH_MILLIS = 1_700_000_000_000L;

  /** Settings of the tool in a preset, which are no part of the protocol. */
  static final String DEFAULTS = "defaults";

  private static final Pattern BASE64 = Pattern.compile("base64\\((0x[^)]*)\\)");
  private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|([0-9a-f]{2})");
  private static final Pattern ANSWER = Pattern.compile("< HTTP (\\d{3}) ?(.*)");
  private static final int USER = 7;

  private final ProtocolContext context = context();
  private final Chat chat = new Chat(context).set(USER, 8, 3, 0, 1);
  private final GroupChat groupChat = new GroupChat(context).set(USER, 2, 3, 0, 1);
  private final RecordingLink link = new RecordingLink(Frames.RUN_KEY, 8, 9);
  private final TemplateProtocol protocol;
  private final ImSession session;
  private final Wire wire;
  private final FramedMessages reader;
  private final List<String> lines = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private int messages;

  /**
   * Users u0 to u9 with the column device.
   *
   * @param hocon a whole preset, where its first line says so; else a change of preset json
   */
  Transcript(String hocon) {
    SettingsBlock template =
        hocon.startsWith("# preset/")
            ? new SettingsBlock(
                "preset", ConfigFactory.parseString(hocon).resolve().withoutPath(DEFAULTS).root())
            : PresetTemplate.complete(Frames.settings(hocon));
    protocol = TemplateProtocol.compile(template, context, () -> EPOCH_MILLIS);
    session = protocol.open(context.user(USER), link);
    wire = new Wire(protocol.framing());
    reader = new FramedMessages(protocol.framing(), this::take);
  }

  private static ProtocolContext context() {
    List<String> devices = IntStream.range(0, 10).mapToObj(user -> "d" + user).toList();
    LoginSettings login =
        new LoginSettings(
            new UidPattern("u", 0, ""),
            "secret",
            UserColumns.NONE.with("device", 0, devices),
            Duration.ofSeconds(1));
    return new ProtocolContext(
        Frames.RUN_KEY, login, 64, new GroupSettings(2, Duration.ofSeconds(1), true, "g", 0));
  }

  TemplateProtocol protocol() {
    return protocol;
  }

  /** The lines as they are when what they say is done. */
  List<String> played(List<String> script) {
    connect();
    session.opened();
    if (!script.get(0).equals("…")) {
      outcome();
    }
    for (String line : script) {
      step(line);
      expected.add(normal(line));
    }
    return lines;
  }

  /** The lines of the script, in the form of those that were played. */
  List<String> expected() {
    return expected;
  }

  private void connect() {
    Endpoint endpoint = protocol.endpoint(context.user(USER));
    String query =
        endpoint.query().entrySet().stream().map(Object::toString).collect(Collectors.joining("&"));
    if (!endpoint.path().isEmpty() || !query.isEmpty()) {
      lines.add("> GET " + endpoint.path() + (query.isEmpty() ? "" : "?" + query));
    }
    endpoint.headers().forEach((name, value) -> lines.add("> " + name + ": " + value));
    if (!endpoint.subprotocol().isEmpty()) {
      lines.add("> Sec-WebSocket-Protocol: " + endpoint.subprotocol());
    }
  }

  private void step(String line) {
    switch (line.charAt(0)) {
      case '…' -> {
        lines.add(line);
        take(Unpooled.copiedBuffer("{\"type\":\"login_ack\"}", StandardCharsets.UTF_8));
        link.sent();
        link.events();
      }
      case '<' -> {
        lines.add(normal(line));
        Matcher answer = ANSWER.matcher(line);
        if (answer.matches()) {
          answer(Integer.parseInt(answer.group(1)), Unpooled.wrappedBuffer(bytes(answer.group(2))));
        } else {
          read(bytes(line.substring(2)));
        }
        outcome();
      }
      case '*' -> {
        lines.add(line);
        act(line.substring(2));
        outcome();
      }
      default -> {} // what should follow, and is compared
    }
  }

  private void act(String what) {
    switch (what) {
      case "chat" -> session.chat(chat.set(USER, 8, 3 + messages, messages++, 1));
      case "group-chat" -> session.groupChat(groupChat.set(USER, 2, 3 + messages, messages++, 1));
      case "join-group" -> session.joinGroup(2);
      case "heartbeat" -> session.heartbeat(0);
      case "last-look" -> session.lastLook();
      case "logout" -> session.closing();
      default -> throw new IllegalArgumentException(what);
    }
  }

  private void read(byte[] bytes) {
    try {
      reader.read(bytes);
    } catch (FramingException e) {
      lines.add("= unreadable: " + e.getMessage());
    }
  }

  private void take(ByteBuf message) {
    try {
      session.frame(message);
    } catch (ProtocolException e) {
      lines.add("= unreadable: " + e.getMessage());
    }
  }

  private void answer(int status, ByteBuf body) {
    List<Long> tags = link.tags();
    try {
      session.answered(tags.get(tags.size() - 1), status, body);
    } catch (ProtocolException e) {
      lines.add("= unreadable: " + e.getMessage());
    }
  }

  private void outcome() {
    link.sentBytes().forEach(sent -> lines.add("> " + words(wire.bytesOf(sent))));
    String events = link.events();
    if (!events.isEmpty()) {
      lines.add("= " + events);
    }
  }

  /** A line with its bytes in the one form in which they are compared. */
  private String normal(String line) {
    boolean isFrame = line.startsWith("> ") || line.startsWith("< ");
    return isFrame ? line.substring(0, 2) + words(bytes(line.substring(2))) : line;
  }

  /** The bytes that a frame stands for. */
  byte[] bytes(String text) {
    return bytesOf(
        text.replace("im1:…", content(chat))
            .replace("im1%3A…", content(chat).replace(":", "%3A"))
            .replace("ig1:…", content(groupChat)));
  }

  /** The bytes that a frame stands for, without contents. */
  static byte[] bytesOf(String text) {
    String filled =
        BASE64
            .matcher(text)
            .replaceAll(
                match -> Base64.getEncoder().encodeToString(ofTokens(match.group(1).substring(2))));
    return filled.startsWith("0x ")
        ? ofTokens(filled.substring(3))
        : filled.replace('⏎', '\n').getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ofTokens(String tokens) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher matcher = TOKEN.matcher(tokens);
    while (matcher.find()) {
      out.writeBytes(
          matcher.group(1) == null
              ? HexFormat.of().parseHex(matcher.group(2))
              : matcher.group(1).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static String content(OutgoingMessage message) {
    ByteBuf out = Unpooled.buffer();
    message.writeContent(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String words(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "⏎").replace('\n', '⏎');
    boolean readable = text.chars().allMatch(letter -> letter >= ' ' && letter != 0xfffd);
    return readable ? text : "0x " + HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
