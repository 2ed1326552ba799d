package dev.pharos.dataset.imports;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An import, as the table {@code dataset_imports} has it.
 *
 * @param id its id
 * @param command the id of the command that asked for it; null if there was none
 * @param dataset the data set it is for
 * @param source the path, or what the upload is called
 * @param uploadedFile the digest of the upload; null for a path
 * @param splitSeed decides on the splits
 * @param maxBadShare share of unusable files above which it fails
 * @param options what the files alone do not say
 * @param claim of the beginning under way, whoever works on it; null while nobody does
 * @param phase what it is doing
 * @param done images done in this phase
 * @param total images in all
 * @param secondsLeft how long this phase will still take; null while unknown
 * @param bad files that could not be used
 * @param badFiles the first of the files that were left out, once it has ended
 * @param leftOut how many were, once it has ended
 * @param reason why it failed or was cancelled
 * @param version the version it made or found
 * @param starts how often it was begun
 * @param cancelRequestedAt when somebody asked for it to end
 * @param createdAt when it was asked for
 * @param updatedAt when this row last changed
 * @param endedAt when it ended; null before
 */
public record ImportRow(
    UUID id,
    String command,
    String dataset,
    String source,
    String uploadedFile,
    long splitSeed,
    double maxBadShare,
    @Json ImportOptions options,
    UUID claim,
    ImportPhase phase,
    long done,
    long total,
    Long secondsLeft,
    long bad,
    @Json List<BadFile> badFiles,
    long leftOut,
    String reason,
    Integer version,
    int starts,
    Instant cancelRequestedAt,
    Instant createdAt,
    Instant updatedAt,
    Instant endedAt) {}
