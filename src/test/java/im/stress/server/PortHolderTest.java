package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortHolderTest {
  @Test
  void inode_of_the_listening_socket_is_found() {
    List<String> table =
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:2711 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 4711 1 0 100",
            "   1: 0100007F:2711 0100007F:D0E4 01 00000000:00000000 00:00000000 00000000  0  0 4712 1 0 100",
            "   2: 0100007F:2712 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 4713 1 0 100");
    assertThat(PortHolder.inodes(table, 10001)).containsExactly("4711");
  }
}
