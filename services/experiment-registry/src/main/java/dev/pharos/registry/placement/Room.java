package dev.pharos.registry.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A worker during a plan: what it has left, and what those that leave will leave. */
final class Room {
  /** The least urgent first, then who has trained for the shortest time. */
  private static final Comparator<HeldRun> LEAST_LOSS =
      Comparator.comparingInt(HeldRun::priority)
          .thenComparing(HeldRun::heldSince)
          .reversed()
          .thenComparing(HeldRun::run);

  private final AvailableWorker worker;
  private final List<HeldRun> held = new ArrayList<>();
  private int slots;
  private long bytes;
  private int comingSlots;
  private long comingBytes;

  Room(AvailableWorker worker) {
    this.worker = worker;
    this.slots = worker.freeSlots();
    this.bytes = worker.freeBytes();
  }

  AvailableWorker worker() {
    return worker;
  }

  int slots() {
    return slots;
  }

  long bytes() {
    return bytes;
  }

  /** Who may be asked to make room, in the order in which they are. */
  List<HeldRun> held() {
    return held;
  }

  /** The worker holds it. */
  void holds(HeldRun run) {
    if (run.leaving()) {
      comes(run);
    } else {
      held.add(run);
      held.sort(LEAST_LOSS);
    }
  }

  /** The priority of the least urgent that it holds; 0 if it holds nobody who may go. */
  int leastUrgent() {
    return held.isEmpty() ? 0 : held.get(0).priority();
  }

  /** It leaves, and its place is free soon. */
  void comes(HeldRun run) {
    held.remove(run);
    comingSlots += run.demand().devices();
    comingBytes += run.demand().memoryBytes();
  }

  boolean fits(Demand demand) {
    return demand.devices() <= slots && demand.memoryBytes() <= bytes && Fit.suits(demand, worker);
  }

  /** Whether it fits when those have left that leave, and these too. */
  boolean fitsSoon(Demand demand, int moreSlots, long moreBytes) {
    return demand.devices() <= slots + comingSlots + moreSlots
        && demand.memoryBytes() <= bytes + comingBytes + moreBytes
        && Fit.suits(demand, worker);
  }

  /** Gives room to a run, now or when it is there; what is missing is kept from others. */
  void take(Demand demand) {
    slots -= demand.devices();
    bytes -= demand.memoryBytes();
  }
}
