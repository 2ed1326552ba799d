package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;
import dev.pharos.networks.TrainingMemory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says why a run waits. */
final class WaitingReason {
  private WaitingReason() {}

  /** The team has what it may have. */
  static String ofLimit(Shares shares, WaitingRun run) {
    var team = shares.team(run.team());
    if (!shares.allows(run.team(), run.demand().devices())) {
      return "waits; it asks for %d devices, and team %s may have %d"
          .formatted(run.demand().devices(), team.name(), team.maxDevices().orElseThrow());
    }
    return "waits; team %s has %d of the %d devices that it may have at once, and this takes %d"
        .formatted(
            team.name(),
            shares.devices(team.name()),
            team.maxDevices().orElseThrow(),
            run.demand().devices());
  }

  /** No worker has room. */
  static String of(Demand demand, List<AvailableWorker> workers, Collection<Room> rooms) {
    var kind =
        demand.device() == Device.AUTO ? "" : demand.device().name().toUpperCase(Locale.ROOT) + " ";
    if (workers.isEmpty()) {
      return "waits for a %sworker; none is connected".formatted(kind);
    }
    var able = workers.stream().filter(worker -> Fit.hasDevice(demand, worker)).toList();
    if (able.isEmpty()) {
      return "waits for a %sworker; only %s workers are connected"
          .formatted(kind, workers.get(0).device().name());
    }
    var labelled = able.stream().filter(worker -> Fit.hasLabels(demand, worker)).toList();
    if (labelled.isEmpty()) {
      return "waits for a %sworker labelled %s; none of the %d that are connected is"
          .formatted(kind, labels(demand), able.size());
    }
    int most = labelled.stream().mapToInt(AvailableWorker::slots).max().orElse(0);
    if (most < demand.devices()) {
      return "waits for a %sworker with %d devices; the largest that is connected has %d"
          .formatted(kind, demand.devices(), most);
    }
    var suitable = rooms.stream().filter(room -> Fit.suits(demand, room.worker())).toList();
    return suitable.isEmpty() ? ofMemory(demand, kind, labelled) : ofRoom(demand, kind, suitable);
  }

  private static String ofMemory(Demand demand, String kind, List<AvailableWorker> able) {
    long most = able.stream().mapToLong(AvailableWorker::memoryBytes).max().orElse(0);
    return "waits for a %sworker with %s of memory; the largest that is connected has %s"
        .formatted(kind, TrainingMemory.words(demand.memoryBytes()), TrainingMemory.words(most));
  }

  private static String ofRoom(Demand demand, String kind, List<Room> suitable) {
    var free = suitable.stream().filter(room -> room.slots() >= demand.devices()).toList();
    if (!free.isEmpty()) {
      long most = free.stream().mapToLong(Room::bytes).max().orElse(0);
      return "waits for %s of memory; what is trained now leaves %s"
          .formatted(
              TrainingMemory.words(demand.memoryBytes()), TrainingMemory.words(Math.max(0, most)));
    }
    int most = suitable.stream().mapToInt(Room::slots).max().orElse(0);
    if (demand.devices() > 1 && most > 0) {
      return "waits for %d devices of one %sworker at once; %d are free"
          .formatted(demand.devices(), kind, most);
    }
    return suitable.size() == 1
        ? "waits; the %sworker is busy".formatted(kind)
        : "waits; all %d %sworkers are busy".formatted(suitable.size(), kind);
  }

  private static String labels(Demand demand) {
    return new TreeMap<>(demand.labels())
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
  }
}
