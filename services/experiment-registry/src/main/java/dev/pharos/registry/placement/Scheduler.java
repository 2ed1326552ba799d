package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Otherwise;
import dev.pharos.registry.placement.Plan.Broken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives waiting runs to workers, as a pure function of the situation and the time: in the order of
 * service, each run to the worker that suits it best.
 *
 * <p>A run that fits nobody does not hold up those behind it, unless it has waited for long and
 * only for room. A run that is much more urgent than what is trained asks that to make room.
 */
public final class Scheduler {
  private final Policy policy;

  public Scheduler(Policy policy) {
    this.policy = policy;
  }

  /** Plans. */
  public Plan plan(Situation situation, Instant now) {
    var reasons = new LinkedHashMap<UUID, String>();
    var broken = new ArrayList<Broken>();
    var open = new ArrayList<WaitingRun>();
    for (var run : situation.waiting()) {
      var failed = run.gates().broken();
      if (failed.isPresent()) {
        broken.add(broken(run, failed.get()));
      } else if (run.gates().open(now)) {
        open.add(run);
      } else {
        run.gates().reason(now).ifPresent(reason -> reasons.put(run.run(), reason));
      }
    }
    var shares = new Shares(situation.teams(), situation.held());
    var line = new Line(open, shares, now, policy.aging());
    var serving = new Serving(policy, situation, shares, now);
    for (var next = line.next(); next.isPresent(); next = line.next()) {
      var run = next.get();
      serving.serve(run).ifPresent(reason -> reasons.put(run.run(), reason));
    }
    return new Plan(
        serving.placements(), serving.preemptions(), broken, reasons, wakeAt(situation, now));
  }

  /**
   * The order in which runs would be served if there were workers enough; those that something
   * keeps out of the line are not in it.
   */
  public List<UUID> order(Situation situation, Instant now) {
    var open =
        situation.waiting().stream()
            .filter(run -> run.gates().broken().isEmpty() && run.gates().open(now))
            .toList();
    var shares = new Shares(situation.teams(), situation.held());
    var line = new Line(open, shares, now, policy.aging());
    var order = new ArrayList<UUID>(open.size());
    for (var next = line.next(); next.isPresent(); next = line.next()) {
      order.add(next.get().run());
      shares.take(next.get().team(), next.get().demand().devices());
    }
    return order;
  }

  private static Broken broken(WaitingRun run, Gates.Awaited failed) {
    var fails = run.gates().otherwise() == Otherwise.FAIL;
    return new Broken(
        run.run(),
        fails,
        "%s: run %s, which it waited for, is %s"
            .formatted(fails ? "not started" : "skipped", failed.run(), failed.state()));
  }

  private static Optional<Instant> wakeAt(Situation situation, Instant now) {
    return situation.waiting().stream()
        .map(run -> run.gates().openAt())
        .filter(time -> time.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  /** The workers by id, with what they hold. */
  static Map<String, Room> rooms(Situation situation) {
    var rooms = new LinkedHashMap<String, Room>();
    situation.workers().forEach(worker -> rooms.put(worker.id(), new Room(worker)));
    for (var run : situation.held()) {
      var room = rooms.get(run.worker());
      if (room != null) {
        room.holds(run);
      }
    }
    return rooms;
  }
}
