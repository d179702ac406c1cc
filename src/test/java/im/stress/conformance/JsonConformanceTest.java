package im.stress.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.config.CodecSettings;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolFactory;
import im.stress.protocol.UserValues;
import im.stress.protocol.template.TemplateProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Two presets in the conformance kit: a message for each frame, and objects on a stream. */
class JsonConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Subject subject(String preset, PeerScript peer) {
    return Subject.of(new PresetFactory(preset), peer);
  }

  private static JsonNode read(byte[] message) {
    try {
      return JSON.readTree(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> say(String message) {
    return List.of(message.getBytes(UTF_8));
  }

  private record PresetFactory(String name) implements ProtocolFactory {
    @Override
    public ImProtocol create(CodecSettings settings, ProtocolContext context) {
      return TemplateProtocol.of(settings, context);
    }
  }

  /** WebSocket. */
  @Nested
  class Json extends ConformanceTests implements PeerScript {
    @Override
    protected Subject subject() {
      return JsonConformanceTest.subject("json", this);
    }

    @Override
    public List<byte[]> login(UserValues user, byte[] request) {
      return say("{\"type\":\"login_ack\",\"code\":0}");
    }

    @Override
    public List<byte[]> refusal(UserValues user, byte[] request) {
      return say("{\"type\":\"login_ack\",\"code\":1,\"reason\":\"bad token\"}");
    }

    @Override
    public List<byte[]> ack(UserValues sender, byte[] chat) {
      return say("{\"type\":\"chat_ack\",\"id\":%s,\"code\":0}".formatted(read(chat).get("id")));
    }

    @Override
    public List<byte[]> push(UserValues sender, UserValues recipient, byte[] chat) {
      return say(
          "{\"type\":\"push\",\"from\":\"%s\",\"content\":%s}"
              .formatted(sender.uid(), read(chat).get("content")));
    }

    @Override
    public List<byte[]> heartbeatAnswer(UserValues user, byte[] heartbeat) {
      return say("{\"type\":\"pong\",\"seq\":%s}".formatted(read(heartbeat).get("seq")));
    }
  }

  /** TCP. */
  @Nested
  class ChatServer extends ConformanceTests implements PeerScript {
    @Override
    protected Subject subject() {
      return JsonConformanceTest.subject("chat-server", this);
    }

    @Override
    public List<byte[]> login(UserValues user, byte[] request) {
      return say("{\"msgid\":2,\"errno\":0,\"id\":%s}".formatted(read(request).get("id")));
    }

    @Override
    public List<byte[]> refusal(UserValues user, byte[] request) {
      return say("{\"msgid\":2,\"errno\":2,\"errmsg\":\"already online\"}");
    }

    @Override
    public List<byte[]> push(UserValues sender, UserValues recipient, byte[] chat) {
      return List.of(chat);
    }
  }
}
