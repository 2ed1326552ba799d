package dev.pharos.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private final HostNames names = new HostNames(List.of("pharos.Example.org"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "127.0.0.1",
        "127.1.2.3",
        "[::1]",
        "::1",
        "a.localhost",
        "pharos.example.org"
      })
  void allowsThisMachine(String host) {
    assertThat(names.allow(host)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "0.0.0.0",
        "example.org",
        "notlocalhost"
      })
  void refusesEverythingElse(String host) {
    assertThat(names.allow(host)).isFalse();
  }

  @Test
  void knowsLoopbackAddresses() throws UnknownHostException {
    assertThat(HostNames.isLoopback("127.0.0.1")).isTrue();
    assertThat(HostNames.isLoopback("localhost")).isTrue();
    assertThat(HostNames.isLoopback("::1")).isTrue();
    assertThat(HostNames.isLoopback("0.0.0.0")).isFalse();
    assertThat(HostNames.isLoopback("192.0.2.1")).isFalse();
  }
}
