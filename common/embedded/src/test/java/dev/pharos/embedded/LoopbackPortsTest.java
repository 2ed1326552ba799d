package dev.pharos.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {

  @Test
  void freePortsAreNoneThatOutgoingConnectionsGet() throws Exception {
    var ports = IntStream.range(0, 100).map(i -> LoopbackPorts.free()).boxed().toList();
    assertThat(ports).allMatch(port -> port >= 1024 && port < 32_768);
    assertThat(Set.copyOf(ports)).as("another one each time").hasSize(100);
    try (var server = new ServerSocket(ports.get(0), 1, InetAddress.getLoopbackAddress())) {
      assertThat(LoopbackPorts.isFree(server.getLocalPort())).isFalse();
    }
    assertThat(LoopbackPorts.isFree(ports.get(0))).isTrue();
  }
}
