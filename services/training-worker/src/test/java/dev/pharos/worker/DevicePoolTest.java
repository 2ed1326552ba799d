package dev.pharos.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicePoolTest {
  @Test
  void attemptsGetDevicesOfTheirOwn() {
    var pool = new DevicePool(4);

    assertThat(pool.take(2).devices().numbers()).containsExactly(0, 1);
    var third = pool.take(1);
    assertThat(third.devices().numbers()).containsExactly(2);
    assertThat(pool.take(1).devices().numbers()).containsExactly(3);
    third.close();
    assertThat(pool.take(1).devices().numbers()).containsExactly(2);
  }

  @Test
  void moreSlotsThanDevicesShareThemEvenly() {
    var pool = new DevicePool(2);

    assertThat(pool.take(1).devices().numbers()).containsExactly(0);
    assertThat(pool.take(1).devices().numbers()).containsExactly(1);
    assertThat(pool.take(1).devices().numbers()).containsExactly(0);
    assertThat(pool.take(1).devices().numbers()).containsExactly(1);
  }

  @Test
  void aCpuIsOneDeviceHoweverManySlotsAJobTakes() {
    assertThat(new DevicePool(1).take(3).devices().numbers()).containsExactly(0);
  }
}
