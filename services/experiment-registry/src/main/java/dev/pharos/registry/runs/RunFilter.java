package dev.pharos.registry.runs;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.paging.Cursor;
import java.util.Optional;

/**
 * Which runs are wanted, and in what order; what is empty does not matter.
 *
 * @param text a part of the run's name, network, data set, experiment, team, id or of a tag's
 *     value, whatever the case
 * @param cursor where to go on, as the same order gave it
 * @param limit how many at most, from 1
 */
public record RunFilter(
    Optional<String> experiment,
    Optional<RunState> state,
    Optional<String> network,
    Optional<String> dataset,
    Optional<String> text,
    RunOrder order,
    Optional<Cursor> cursor,
    int limit) {}
