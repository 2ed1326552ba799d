package dev.pharos.contracts.dataset;

import dev.pharos.contracts.MessageType;
import java.time.Instant;

/**
 * A version of a data set was deleted; its number is not given again.
 *
 * @param name the data set
 * @param version the version
 * @param isGone true if the data set has no other version, and so does not exist any more
 * @param at when
 */
@MessageType(name = "dataset.deleted", version = 1)
public record DatasetDeleted(String name, int version, boolean isGone, Instant at)
    implements DatasetEvent {}
