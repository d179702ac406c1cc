package im.stress.protocol.template;

import com.google.protobuf.CodedOutputStream;
import im.stress.config.StressSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a message costs in each preset that sends: written, acknowledged, pushed (and its receipt
 * written, where there is one), without a network. CPU time of this thread in nanoseconds, the best
 * of several rounds, and how many times that of {@code json}. Prints, and judges nothing.
 */
final class PresetBenchmark {
  private static final int MESSAGES = 200_000;
  private static final int ROUNDS = 7;
  private static final String ID = "1234abcd0000000000000000";
  private static final String CONTENT =
      "im1:1234abcd0000000100000000000000030000000000004d..............";
  private static final String USERS = "uid,token,id\n1001,a.b.c,usrAAA\n1002,d.e.f,usrBBB\n";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private PresetBenchmark() {}

  /**
   * A preset and what its server sends.
   *
   * @param ack to the message with {@link #ID}; null = none
   */
  private record Case(String preset, Map<String, String> settings, ByteBuf ack, ByteBuf push) {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException, ProtocolException {
    Path users = Files.writeString(Files.createTempFile("users", ".csv"), USERS);
    PresetBenchmark benchmark = new PresetBenchmark();
    double json = 0;
    for (Case one : cases()) {
      double nanos = benchmark.nanos(one, users);
      json = json == 0 ? nanos : json;
      System.out.printf("%-20s %6.0f ns  %.2f%n", one.preset(), nanos, nanos / json);
    }
    Files.delete(users);
  }

  private static Case text(String preset, String ack, String push) {
    UnaryOperator<String> filled =
        frame -> frame.replace('\'', '"').replace("ID", ID).replace("CONTENT", CONTENT);
    return new Case(
        preset,
        preset.equals("tinode") ? Map.of("im.codec.template.options.apikey", "key") : Map.of(),
        ack == null ? null : Frames.bytes(filled.apply(ack)),
        Frames.bytes(filled.apply(push)));
  }

  private static List<Case> cases() throws IOException {
    String payload = "{\"type\":1,\"content\":\"" + CONTENT + "\"}";
    String base64 = Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    return List.of(
        text(
            "json",
            "{'type':'chat_ack','id':'ID','code':0}",
            "{'type':'push','id':'ID','from':'1002','to':'1001','content':'CONTENT'}"),
        text("chat-server", null, "{'msgid':5,'id':1002,'from':1002,'to':1001,'msg':'CONTENT'}"),
        imConnect(),
        text(
            "tinode",
            "{'ctrl':{'id':'ID','topic':'usrBBB','params':{'seq':7},'code':202,'text':'accepted'}}",
            "{'data':{'topic':'usrBBB','from':'usrBBB','seq':7,'content':'CONTENT'}}"),
        text(
            "rocketchat",
            "{'msg':'result','id':'ID','result':{'rid':'idBidZ'}}",
            "{'msg':'changed','collection':'stream-room-messages','id':'id','fields':{"
                + "'eventName':'__my_messages__','args':[{'_id':'m','rid':'idBidZ','msg':'CONTENT'}]}}"),
        text(
            "centrifugo",
            "{'id':4,'publish':{}}",
            "{'push':{'channel':'inbox:1001','pub':{'data':{'content':'CONTENT'}}}}"),
        text("socketio", "431[{'code':0}]", "42['push',{'from':'1002','content':'CONTENT'}]"),
        text(
            "phoenix",
            "['1','2','inbox:1001','phx_reply',{'response':{},'status':'ok'}]",
            "[null,null,'inbox:1001','push',{'from':'1002','content':'CONTENT'}]"),
        text(
            "wukongim",
            "{'jsonrpc':'2.0','id':'ID','result':{'messageId':'18','messageSeq':9,'reasonCode':1}}",
            "{'jsonrpc':'2.0','method':'recv','params':{'messageId':'18','messageSeq':9,"
                + "'fromUid':'1002','channelId':'1002','channelType':1,'payload':'"
                + base64
                + "'}}"),
        openIm(),
        text(
            "stomp",
            "RECEIPT\nreceipt-id:ID\n\n\0",
            "MESSAGE\nsubscription:0\ndestination:/topic/1001\nmessage-id:1\n\nCONTENT\0"));
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static Case imConnect() throws IOException {
    byte[] id = new byte[16];
    byte[] ack =
        message(
            out -> {
              out.writeByteArray(1, id);
              out.writeFixed64(2, 7);
              out.writeFixed64(4, 1001);
              out.writeInt32(5, 1);
            });
    byte[] push =
        message(
            out -> {
              out.writeByteArray(1, id);
              out.writeFixed64(2, 7);
              out.writeFixed64(3, 1002);
              out.writeFixed64(4, 1001);
              out.writeInt32(5, 1);
              out.writeString(6, CONTENT);
              out.writeFixed64(7, 1);
            });
    return new Case(
        "im-connect",
        Map.of(),
        Unpooled.wrappedBuffer(response(2, ack)),
        Unpooled.wrappedBuffer(response(5, push)));
  }

  private static byte[] response(int type, byte[] payload) throws IOException {
    return message(
        out -> {
          out.writeEnum(1, type);
          out.writeByteArray(2, payload);
        });
  }

  private static Case openIm() throws IOException {
    byte[] taken = message(out -> out.writeString(2, ID));
    byte[] data =
        message(
            out -> {
              out.writeString(1, "1002");
              out.writeString(2, "1001");
              out.writeInt32(9, 1);
              out.writeInt32(10, 100);
              out.writeInt32(11, 101);
              out.writeString(12, "{\"content\":\"" + CONTENT + "\"}");
            });
    byte[] messages = message(out -> out.writeByteArray(1, data));
    byte[] entry =
        message(
            out -> {
              out.writeString(1, "si_1001_1002");
              out.writeByteArray(2, messages);
            });
    byte[] pushed = message(out -> out.writeByteArray(1, entry));
    String frame =
        "{'reqIdentifier':%d,'msgIncr':'ID','operationID':'ID','errCode':0,'errMsg':'','data':'%s'}";
    return text(
        "openim",
        frame.formatted(1003, Base64.getEncoder().encodeToString(taken)),
        frame.formatted(2001, Base64.getEncoder().encodeToString(pushed)));
  }

  private double nanos(Case one, Path users) throws ProtocolException, IOException {
    StressSettings settings =
        PresetConnection.settings(one.preset(), users.getParent(), USERS, one.settings());
    ProtocolContext context =
        new ProtocolContext(Frames.RUN_KEY, settings.login(), CONTENT.length(), settings.groups());
    CountingLink link = new CountingLink();
    ImSession session = TemplateProtocol.of(settings.codec(), context).open(context.user(0), link);
    Chat chat = new Chat(context);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < MESSAGES; i++) {
        session.chat(chat.set(0, 1, 0, 3, 77));
        if (one.ack() != null) {
          session.frame(one.ack());
        }
        session.frame(one.push());
      }
      best = Math.min(best, (double) (threads.getCurrentThreadCpuTime() - start) / MESSAGES);
    }
    requireHeard(one, link.events());
    return best;
  }

  private static void requireHeard(Case one, int events) {
    int least = ROUNDS * MESSAGES * (one.ack() == null ? 2 : 3);
    if (events < least) {
      throw new IllegalStateException(
          "%s: expected %d events or more, got %d from %s"
              .formatted(one.preset(), least, events, ByteBufUtil.hexDump(one.push())));
    }
  }
}
