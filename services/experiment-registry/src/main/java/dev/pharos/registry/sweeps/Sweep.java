package dev.pharos.registry.sweeps;

import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.registry.search.Rungs;
import dev.pharos.runtime.database.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A sweep as it is stored.
 *
 * @param reason why it ended so, or what its trials wait for
 * @param rungTimes epochs or steps after which trials are compared
 */
record Sweep(
    UUID id,
    @Json SweepSpec spec,
    SweepState state,
    Optional<String> reason,
    String submittedBy,
    List<Long> rungTimes) {
  Rungs rungs() {
    return spec.halving() == null ? Rungs.none() : new Rungs(rungTimes, spec.halving().divisor());
  }
}
