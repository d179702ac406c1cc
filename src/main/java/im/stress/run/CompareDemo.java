package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsSources;
import im.stress.server.ServerProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A comparison that needs nothing but this machine: the embedded HTTP chat room in both of its
 * architectures. May be used again.
 */
public final class CompareDemo {
  private static final String FORMAT = "im.codec.format";
  private static final List<String> ARCHITECTURES = List.of("threads", "events");

  /**
   * Six runs of 13 s, each with a start and an end, stay below three minutes. To be 99 % of the
   * time online, a user has 130 ms to register, log in, join a room and look into it for the first
   * time.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of("im.users", "20", "im.ramp-up", "1s", "im.duration", "12s", "im.run.grace", "1s");

  private final RunParts parts;
  private final CompareRun compare;
  private final Interrupts interrupts;

  /** Whose runs are made by this comparison. */
  CompareDemo(RunParts parts, CompareRun compare, Interrupts interrupts) {
    this.parts = parts;
    this.compare = compare;
    this.interrupts = interrupts;
  }

  /**
   * Blocks until the last run is over, and the servers have ended.
   *
   * @param sources settings of all runs; what they don't give is small
   * @param options what is asked for of these targets
   * @throws im.stress.config.SettingsException when a setting can't be used
   * @throws CommandException when a server doesn't start, or as {@link CompareRun#execute} has it
   */
  public StagedResult execute(
      SettingsSources sources, Function<List<CompareOptions.Target>, CompareOptions> options)
      throws Exception {
    SettingsSources chatRoom = sources.withDefaults(DEFAULTS);
    if (!sources.overrides().containsKey(FORMAT)) {
      chatRoom = chatRoom.with(FORMAT, "chat-room");
    }
    LoadedSettings loaded = parts.settings().apply(chatRoom);
    Map<String, ServerProcess> servers = new LinkedHashMap<>();
    try {
      for (String architecture : ARCHITECTURES) {
        servers.put(
            architecture,
            interrupts
                .unlessAsked(() -> start(loaded, architecture))
                .orElseThrow(CommandException::interrupted));
      }
      return compare.execute(ComparePlan.of(options.apply(targets(servers)), chatRoom));
    } finally {
      for (ServerProcess server : servers.values()) {
        server.stop();
      }
    }
  }

  private ServerProcess start(LoadedSettings loaded, String architecture) throws Exception {
    ShardPlan plan = new ShardPlan(1, 1, loaded.settings().load().users(), "");
    return parts
        .servers()
        .start(
            loaded.with(
                Map.of(
                    "im.server.port", "0",
                    "im.server.http-port", "0",
                    "im.server.http-architecture", architecture)),
            plan);
  }

  private static List<CompareOptions.Target> targets(Map<String, ServerProcess> servers) {
    List<CompareOptions.Target> targets = new ArrayList<>();
    servers.forEach(
        (name, server) -> targets.add(new CompareOptions.Target(name, server.url().toString())));
    return targets;
  }
}
