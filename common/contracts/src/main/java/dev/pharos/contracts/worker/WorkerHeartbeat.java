package dev.pharos.contracts.worker;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A worker is alive. Sent every second or so, and at once when something changes; a worker that
 * falls silent loses its attempts.
 *
 * @param worker the worker's id, new at each start of its process
 * @param name the worker's configured name, for people
 * @param state whether it takes work
 * @param device what it trains on
 * @param slots how many attempts it runs at a time
 * @param labels free labels
 * @param active what it works on
 * @param startedAt when its process started
 * @param at when this was sent
 */
@MessageType(name = "worker.heartbeat", version = 1)
public record WorkerHeartbeat(
    String worker,
    String name,
    WorkerState state,
    WorkerDevice device,
    int slots,
    Map<String, String> labels,
    List<ActiveAttempt> active,
    Instant startedAt,
    Instant at) {
  public WorkerHeartbeat {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    active = active == null ? List.of() : List.copyOf(active);
  }
}
