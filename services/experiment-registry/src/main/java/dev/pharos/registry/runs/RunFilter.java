package dev.pharos.registry.runs;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.paging.Cursor;
import java.util.Optional;

/**
 * Which runs are wanted, newest first; what is empty does not matter.
 *
 * @param cursor where to go on
 * @param limit how many at most, from 1
 */
public record RunFilter(
    Optional<String> experiment,
    Optional<RunState> state,
    Optional<String> network,
    Optional<String> dataset,
    Optional<Cursor> cursor,
    int limit) {}
