package dev.pharos.platform.client;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.contracts.dataset.ImportPhase;
import java.util.List;
import java.util.UUID;

/**
 * An import as the platform tells it.
 *
 * @param id its id
 * @param dataset the data set it makes a version of
 * @param phase what it is doing
 * @param done images done in this phase; bytes of the archive while it is unpacked
 * @param total images in all; 0 while unknown
 * @param secondsLeft how long the phase will still take; null while unknown
 * @param bad images that could not be read so far
 * @param badFiles the first of them
 * @param reason why it failed; null otherwise
 * @param version the version it made; null before its end
 */
public record DatasetImport(
    UUID id,
    String dataset,
    ImportPhase phase,
    long done,
    long total,
    Long secondsLeft,
    long bad,
    List<BadFile> badFiles,
    String reason,
    Integer version) {

  public DatasetImport {
    badFiles = badFiles == null ? List.of() : badFiles;
  }
}
