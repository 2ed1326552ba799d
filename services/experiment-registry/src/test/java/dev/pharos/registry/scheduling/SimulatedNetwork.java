package dev.pharos.registry.scheduling;

import java.util.Random;

/** Delivers late, twice, in another order, or not at all. */
final class SimulatedNetwork {
  private final Agenda agenda;
  private final Random random;

  SimulatedNetwork(Agenda agenda, Random random) {
    this.agenda = agenda;
    this.random = random;
  }

  void send(Runnable delivery) {
    if (random.nextInt(100) == 0) {
      return;
    }
    agenda.after(delay(), delivery);
    if (random.nextInt(33) == 0) {
      agenda.after(delay(), delivery);
    }
  }

  private long delay() {
    return random.nextInt(50) == 0 ? random.nextInt(20_000) : 5 + random.nextInt(100);
  }
}
