package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import oshi.software.os.InternetProtocolStats.TcpState;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Whom it watches, while processes and listening sockets come and go. */
class TargetProbeTest {
  private static final int PORT = 10_001;
  private static final int SELF = (int) ProcessHandle.current().pid();
  private static final int OTHER = (int) ProcessHandle.current().parent().orElseThrow().pid();

  /** Larger than any that Linux gives. */
  private static final int GONE = 1 << 30;

  private final Map<String, Object> answers = new HashMap<>();
  private final Table table = new Table();
  private boolean readable = true;

  TargetProbeTest() {
    answers.put("getState", OSProcess.State.RUNNING);
    answers.put("getName", "server");
    answers.put("getResidentSetSize", 1_000L);
    answers.put("getResidentMemory", 1_000L);
    answers.put("updateAttributes", true);
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers, int pid) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answer(method.getReturnType(), method.getName(), answers, pid));
    return type.cast(proxy);
  }

  private static Object answer(Class<?> type, String name, Map<String, Object> answers, int pid) {
    if (name.equals("getProcessID")) {
      return pid;
    }
    Object zero = type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null;
    return answers.getOrDefault(name, zero);
  }

  private OperatingSystem system() {
    return (OperatingSystem)
        Proxy.newProxyInstance(
            OperatingSystem.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (self, method, arguments) ->
                readable ? answering(OSProcess.class, answers, (Integer) arguments[0]) : null);
  }

  private TargetProbe ofPort() throws IOException {
    return TargetProbe.ofPort(system(), 1, new PortOwner(table.probe, PORT));
  }

  private Map<MonitorColumn, Double> measure(TargetProbe probe) throws IOException {
    Readings readings = new Readings();
    table.probe.measure(readings);
    probe.measure(readings);
    return readings.values();
  }

  @Test
  void a_process_that_can_not_be_read_for_want_of_file_handles_has_not_ended() throws IOException {
    table.listener = OptionalInt.of(SELF);
    TargetProbe probe = ofPort();
    assertThat(measure(probe)).containsKey(MonitorColumn.TARGET_RSS_BYTES);

    answers.put("updateAttributes", false);
    answers.put("getState", OSProcess.State.INVALID);
    assertThat(measure(probe)).doesNotContainKey(MonitorColumn.TARGET_RSS_BYTES);
    assertThat(probe.words()).isEqualTo("pid " + SELF + " (server)");

    answers.put("updateAttributes", true);
    answers.put("getState", OSProcess.State.RUNNING);
    assertThat(measure(probe)).containsKey(MonitorColumn.TARGET_RSS_BYTES);
  }

  @Test
  void a_process_that_can_not_be_read_at_first_is_found_later() throws IOException {
    table.listener = OptionalInt.of(SELF);
    TargetProbe probe = ofPort();
    readable = false;
    assertThat(measure(probe)).doesNotContainKey(MonitorColumn.TARGET_RSS_BYTES);

    readable = true;

    assertThat(measure(probe)).containsKey(MonitorColumn.TARGET_RSS_BYTES);
  }

  @Test
  void a_process_that_is_no_more_has_ended() throws IOException {
    TargetProbe probe = TargetProbe.ofPid(system(), 1, GONE);

    answers.put("updateAttributes", false);
    measure(probe);

    assertThat(probe.words()).isEqualTo("pid " + GONE + " has ended");
  }

  @Test
  void a_pid_that_another_process_got_has_ended() throws IOException {
    TargetProbe probe = TargetProbe.ofPid(system(), 1, SELF);

    answers.put("getStartTime", 5L);
    measure(probe);

    assertThat(probe.words()).isEqualTo("pid " + SELF + " has ended");
  }

  @Test
  void a_server_that_closes_its_listening_socket_is_watched_as_long_as_it_lives()
      throws IOException {
    table.listener = OptionalInt.of(SELF);
    TargetProbe probe = ofPort();
    measure(probe);

    table.listener = OptionalInt.empty();
    assertThat(measure(probe)).containsKey(MonitorColumn.TARGET_RSS_BYTES);

    table.listener = OptionalInt.of(OTHER);
    measure(probe);
    assertThat(probe.words()).isEqualTo("pid " + OTHER + " (server)");
  }

  @Test
  void a_server_that_ends_is_not_watched_any_more() throws IOException {
    table.listener = OptionalInt.of(SELF);
    TargetProbe probe = ofPort();
    measure(probe);

    table.listener = OptionalInt.empty();
    answers.put("getState", OSProcess.State.ZOMBIE);

    assertThat(measure(probe)).doesNotContainKey(MonitorColumn.TARGET_RSS_BYTES);
    assertThat(probe.words()).isEqualTo("nothing listens on port " + PORT);
  }

  /** One listening socket on the port, or none, whose owner is its process. */
  private static final class Table implements SocketTable {
    private final SocketProbe probe;
    private OptionalInt listener = OptionalInt.empty();

    Table() {
      try {
        probe = new SocketProbe(this, PORT);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void forEach(Consumer<TcpSocket> visitor) {
      listener.ifPresent(
          pid -> visitor.accept(new TcpSocket(null, PORT, null, 0, TcpState.LISTEN, pid)));
    }

    @Override
    public OptionalInt pidOf(long owner) {
      return OptionalInt.of((int) owner);
    }
  }
}
