package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What keeps a run out of the line, whatever workers there are.
 *
 * @param startAfter it starts no earlier
 * @param notBefore until when it waits after a failure
 * @param runs the runs that it waits for
 * @param otherwise what becomes of it when one of them has ended without success
 */
public record Gates(
    Optional<Instant> startAfter, Instant notBefore, List<Awaited> runs, Otherwise otherwise) {

  /** A run that another waits for. */
  public record Awaited(UUID run, RunState state) {
    boolean failed() {
      return state.ended() && state != RunState.SUCCEEDED;
    }
  }

  public Gates {
    runs = List.copyOf(runs);
  }

  /** None since that time. */
  public static Gates openFrom(Instant time) {
    return new Gates(Optional.empty(), time, List.of(), Otherwise.SKIP);
  }

  /** When the last of the times has come. */
  Instant openAt() {
    return startAfter.filter(time -> time.isAfter(notBefore)).orElse(notBefore);
  }

  /** The run whose end lets nobody wait for it any longer; empty if there is none. */
  Optional<Awaited> broken() {
    return otherwise == Otherwise.START
        ? Optional.empty()
        : runs.stream().filter(Awaited::failed).findFirst();
  }

  /** The runs that have not ended. */
  List<Awaited> pending() {
    return runs.stream().filter(awaited -> !awaited.state().ended()).toList();
  }

  /** Why the run is not in the line, for people; empty if it is, or backs off after a failure. */
  Optional<String> reason(Instant now) {
    var pending = pending();
    if (!pending.isEmpty()) {
      var first = pending.get(0);
      var more = pending.size() == 1 ? "" : " and for %d more".formatted(pending.size() - 1);
      return Optional.of(
          "waits for run %s, which is %s%s".formatted(first.run(), first.state(), more));
    }
    return startAfter
        .filter(time -> time.isAfter(now))
        .map(time -> "starts no earlier than " + time);
  }

  boolean open(Instant now) {
    return pending().isEmpty() && !openAt().isAfter(now);
  }
}
