package dev.pharos.contracts.dataset;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * How far an import is; at least once a second.
 *
 * @param importId the import
 * @param name the data set
 * @param phase what it is doing
 * @param done images done in this phase; bytes of the archive while it is unpacked
 * @param total images, or bytes, in all; 0 while unknown
 * @param bad images that could not be read so far
 * @param secondsLeft how long this phase will still take; absent while unknown
 * @param at when
 */
@MessageType(name = "dataset.import-progressed", version = 1)
public record ImportProgressed(
    UUID importId,
    String name,
    ImportPhase phase,
    long done,
    long total,
    long bad,
    Long secondsLeft,
    Instant at)
    implements DatasetEvent {}
