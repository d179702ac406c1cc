package im.stress.standin;

import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a message costs a whole client in each preset, from its timer to its delivery, sockets
 * included, beside what it costs in {@code json}: CPU of a JVM that has nothing but users, against
 * the stand-in of the server in another. Without Gatling, so the share of the format is larger here
 * than in a run. Presets that answer a push with a receipt (im-connect, tinode, socketio, wukongim)
 * send one frame more for a message. Prints, and judges nothing. A quarter of an hour on two free
 * cores.
 *
 * <p>Run it with {@code mvn -q process-test-classes exec:exec@preset-cost-benchmark}.
 */
public final class PresetCostBenchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
  private static final Heartbeat PATIENT = Heartbeat.NONE;

  private PresetCostBenchmark() {}

  /**
   * A preset, its server and its users.
   *
   * @param columns of the users file, from the name u0, u1, …
   */
  private record Case(
      String preset,
      AutoCloseable server,
      String url,
      Map<String, UnaryOperator<String>> columns,
      Map<String, String> settings) {

    Case column(String name, UnaryOperator<String> ofUser) {
      columns.put(name, ofUser);
      return this;
    }

    Case set(String key, String value) {
      settings.put(key, value);
      return this;
    }
  }

  private interface Opening {
    Case open() throws Exception;
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("preset-cost");
    Map<String, List<Double>> ratios = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      double json = 0;
      for (Opening opening : openings()) {
        Case one = opening.open();
        try (AutoCloseable server = one.server()) {
          double micros = start(folder, one);
          json = one.preset().equals("json") ? micros : json;
          ratios.computeIfAbsent(one.preset(), name -> new ArrayList<>()).add(micros / json);
          System.out.printf("  %-20s %6.1f us  %.2f%n", one.preset(), micros, micros / json);
        }
      }
    }
    System.out.printf("CPU of a message to that of json, median of %d:%n", ROUNDS);
    ratios.forEach(
        (preset, all) -> {
          Collections.sort(all);
          System.out.printf("%-20s %.2f%n", preset, all.get(all.size() / 2));
        });
  }

  private static Case over(String scheme, String preset, AutoCloseable server, int port) {
    return new Case(
        preset,
        server,
        scheme + "://127.0.0.1:" + port,
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }

  private static Case standIn(String preset, StandInServer server) {
    return over("ws", preset, server, server.port()).column("uid", UnaryOperator.identity());
  }

  private static Case embedded(String preset, ImServer server) {
    Case one = over("ws", preset, server, server.port());
    return new Case(preset, server, one.url() + "/websocket", one.columns(), one.settings());
  }

  private static List<Opening> openings() {
    return List.of(
        () -> embedded("json", TestServer.with()),
        () -> embedded("im-connect", TestServer.imConnect()),
        () -> {
          ImServer server = TestServer.withTcp();
          return over("tcp", "chat-server", server, server.tcpPort().getAsInt());
        },
        () ->
            standIn("tinode", new TinodeStandIn(PATIENT))
                .column("token", StandInUsers::secretOf)
                .column("id", StandInUsers::idOf)
                .set("codec.template.options.apikey", TinodeStandIn.API_KEY),
        () ->
            standIn("rocketchat", new RocketChatStandIn(PATIENT))
                .column("token", StandInUsers::secretOf)
                .column("id", StandInUsers::idOf),
        () ->
            standIn("centrifugo", new CentrifugoStandIn(PATIENT))
                .column("token", StandInUsers::jwtOf),
        () -> {
          SocketIoServer server = SocketIoServer.start(60_000);
          return over("ws", "socketio", server, server.port())
              .column("uid", UnaryOperator.identity())
              .column("token", StandInUsers::tokenOf);
        },
        () ->
            standIn("openim", new OpenImStandIn(PATIENT))
                .column("token", uid -> StandInUsers.openImTokenOf(uid, 1))
                .set("codec.template.options.platform", "1"),
        () ->
            standIn("wukongim", new WukongImStandIn(PATIENT, 60_000))
                .column("token", StandInUsers::tokenOf),
        () ->
            standIn("phoenix", new PhoenixStandIn(PATIENT)).column("token", StandInUsers::tokenOf),
        () -> {
          StompBroker broker = StompBroker.start();
          return over("ws", "stomp", broker, broker.port())
              .column("uid", UnaryOperator.identity())
              .column("token", StandInUsers::tokenOf);
        });
  }

  /** Runs the users in a JVM of their own; microseconds of its CPU for each message. */
  private static double start(Path folder, Case one) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xms256m", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PresetCostClient.class.getName(), folder.toString()));
    command.addAll(List.of("target.url=" + one.url(), "codec.format=" + one.preset()));
    one.settings().forEach((key, value) -> command.add(key + "=" + value));
    if (!one.columns().isEmpty()) {
      command.add("login.users-file=" + usersFile(folder, one.columns()));
    }
    Process client =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String told = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (client.waitFor() != 0) {
      throw new IllegalStateException(one.preset() + ": " + told);
    }
    return Double.parseDouble(told.strip());
  }

  private static Path usersFile(Path folder, Map<String, UnaryOperator<String>> columns)
      throws IOException {
    String rows =
        IntStream.range(0, PresetCostClient.USERS)
            .mapToObj(number -> "u" + number)
            .map(
                uid ->
                    columns.values().stream()
                        .map(of -> of.apply(uid))
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    return Files.writeString(
        folder.resolve("users.csv"), String.join(",", columns.keySet()) + "\n" + rows + "\n");
  }
}
