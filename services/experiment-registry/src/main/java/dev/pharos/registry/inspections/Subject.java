package dev.pharos.registry.inspections;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionAssigned.StepCheckpoint;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.job.Normalisation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What a request names, found.
 *
 * @param run the run whose network it is
 * @param model its model; null for an evolution
 * @param checkpoints its checkpoints, for an evolution
 * @param normalisation how its images are normalised, for an evolution
 * @param dataset name of the data set
 * @param version its version
 * @param packed its bytes
 */
record Subject(
    UUID run,
    ArtifactRef model,
    List<StepCheckpoint> checkpoints,
    Normalisation normalisation,
    String dataset,
    int version,
    ArtifactRef packed) {
  /** Grows when workers compute something else of the same. */
  private static final int EDITION = 1;

  private static final UUID NONE = new UUID(0, 0);

  InspectionAssigned task(UUID inspection, InspectionSpec spec) {
    return new InspectionAssigned(inspection, spec, model, checkpoints, normalisation, packed);
  }

  /** A digest of all that the result is computed from: of bytes, not of names. */
  String cacheKey(InspectionSpec spec) {
    var anonymous =
        new InspectionSpec(
            spec.kind(),
            null,
            null,
            null,
            null,
            null,
            spec.split(),
            spec.image(),
            spec.layer(),
            spec.maps(),
            spec.count(),
            spec.images(),
            spec.label(),
            spec.square(),
            spec.stride(),
            spec.scale(),
            spec.crops());
    try {
      var all = EDITION + " " + run + " " + Json.mapper().writeValueAsString(task(NONE, anonymous));
      var digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a request cannot be digested", e);
    }
  }
}
