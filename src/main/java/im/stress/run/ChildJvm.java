package im.stress.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line of a child JVM: the same Java and class path as this one, and all JVM options
 * with their reasons.
 *
 * @param javaFeature version of Java, such as 17
 * @param machineBytes memory of this machine, or of its container
 * @param environment variables of the user: {@code JAVA_OPTS} and {@code IM_JAVA_OPTS} come last
 *     and win
 */
record ChildJvm(int javaFeature, long machineBytes, Map<String, String> environment) {
  private static final String MAX_HEAP = "-Xmx";

  /** What this process runs on. */
  static ChildJvm ofThisProcess(Map<String, String> environment) {
    var machine =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ChildJvm(
        Runtime.version().feature(), machine.getTotalMemorySize(), Map.copyOf(environment));
  }

  /**
   * A whole command line.
   *
   * @param users users that this child carries
   * @param processes children of this size on the machine, which share half of its memory
   * @param properties system properties of this child
   * @param mainAndArguments main class and what follows it
   */
  List<String> command(
      int users, int processes, Map<String, String> properties, List<String> mainAndArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(memory(users, processes));
    command.addAll(access());
    command.addAll(netty());
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(ofUser());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(mainAndArguments);
    return List.copyOf(command);
  }

  /**
   * The largest heap that a command line allows, such as {@code 512m}; empty when it names none.
   */
  static String heapOf(List<String> command) {
    return command.stream()
        .filter(option -> option.startsWith(MAX_HEAP))
        // The JVM takes the last one: that of the user.
        .reduce("", (before, option) -> option.substring(MAX_HEAP.length()));
  }

  private List<String> memory(int users, int processes) {
    long heap = ProcessMemory.heap(users, processes, machineBytes);
    return List.of(
        MAX_HEAP + ProcessMemory.megabytes(heap) + "m",
        // Named, because the JVM takes the serial collector on a machine with one CPU; the parallel
        // one has longer pauses, and a pause is a stall of every user.
        "-XX:+UseG1GC",
        // A process out of memory measures nonsense: end it, and let the parent say so.
        "-XX:+ExitOnOutOfMemoryError");
  }

  private List<String> access() {
    List<String> options = new ArrayList<>();
    // Gatling's log writer looks into java.lang.String (StringInternals.java).
    options.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    // The JVM lowers the limit of file handles to 10,240 on macOS unless told not to (os_bsd.cpp).
    options.add("-XX:-MaxFDLimit");
    if (javaFeature >= 24) {
      // Netty's and JNA's native code and Unsafe: allowed without a warning (JEP 472, JEP 498).
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  private static List<String> netty() {
    return List.of(
        // The first buffer of an event loop would load the flight recorder, while users wait: 0.2 s
        // on two idle cores, more on busy ones (Netty's AllocateChunkEvent).
        "-Dio.netty.jfr.enabled=false",
        // Stack traces for one buffer in 128 were a third of all that a shard allocated, in a
        // profile of 10,000 messages a second; the tests are where leaks are looked for.
        "-Dio.netty.leakDetection.level=disabled");
  }

  private List<String> ofUser() {
    List<String> options = new ArrayList<>();
    for (String variable : List.of("JAVA_OPTS", "IM_JAVA_OPTS")) {
      String text = environment.getOrDefault(variable, "").strip();
      if (!text.isEmpty()) {
        options.addAll(List.of(text.split("\\s+")));
      }
    }
    return options;
  }
}
