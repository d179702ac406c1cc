package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.model.MonitorColumn;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SocketProbeIT {
  private static final int CONNECTIONS = 60;
  private static final int CLOSED_BY_CLIENT = 10;
  private static final int CLOSED_BY_SERVER = 7;

  @Test
  void sockets_of_the_port_are_counted_by_state() throws IOException {
    try (LoopbackConnections connections = new LoopbackConnections(CONNECTIONS)) {
      for (int i = 0; i < CLOSED_BY_CLIENT; i++) {
        connections.client(i).close();
      }
      for (int i = CLOSED_BY_CLIENT; i < CLOSED_BY_CLIENT + CLOSED_BY_SERVER; i++) {
        connections.accepted(i).close();
        connections.client(i).close();
      }

      await()
          .untilAsserted(
              () ->
                  assertThat(measure(connections.port()))
                      .containsEntry(
                          MonitorColumn.TARGET_ESTABLISHED,
                          (double) CONNECTIONS - CLOSED_BY_CLIENT - CLOSED_BY_SERVER)
                      .containsEntry(MonitorColumn.TARGET_CLOSE_WAIT, (double) CLOSED_BY_CLIENT)
                      .containsEntry(MonitorColumn.TARGET_TIME_WAIT, (double) CLOSED_BY_SERVER));
    }
  }

  @Test
  void each_open_connection_uses_an_ephemeral_port() throws IOException {
    try (LoopbackConnections connections = new LoopbackConnections(CONNECTIONS)) {
      Map<MonitorColumn, Double> values = measure(connections.port());

      assertThat(values.get(MonitorColumn.PORTS_USED))
          .isBetween((double) CONNECTIONS, values.get(MonitorColumn.PORTS_AVAILABLE));
    }
  }

  @Test
  void own_listener_is_found_behind_its_port() throws IOException {
    try (LoopbackConnections connections = new LoopbackConnections(1)) {
      SocketProbe probe = new SocketProbe(new LinuxSocketTable(), connections.port());
      probe.measure(new Readings());

      long listener = probe.lastCounts().orElseThrow().listener().orElseThrow();

      assertThat(probe.pidOf(listener)).hasValue((int) ProcessHandle.current().pid());
    }
  }

  private static Map<MonitorColumn, Double> measure(int port) throws IOException {
    Readings readings = new Readings();
    new SocketProbe(new LinuxSocketTable(), port).measure(readings);
    return readings.values();
  }
}
