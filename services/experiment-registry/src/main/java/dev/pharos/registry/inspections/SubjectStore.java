package dev.pharos.registry.inspections;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.inspection.InspectionAssigned.StepCheckpoint;
import dev.pharos.contracts.inspection.InspectionKind;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.registry.models.VersionChoice;
import dev.pharos.runtime.database.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Finds the runs, models and data sets that requests name. */
final class SubjectStore {
  private record RunRow(
      UUID id,
      String dataset,
      int datasetVersion,
      @Json JobSpec spec,
      @Json List<String> classes,
      String digest,
      Long size) {}

  private record DatasetRow(
      int version,
      String packedDigest,
      long packedSize,
      @Json List<String> classes,
      int images,
      int training,
      int validation,
      int test) {}

  private record CheckpointRow(long step, String digest, long size) {}

  private final Handle handle;
  private final InspectionSpec spec;
  private final List<Violation> violations = new ArrayList<>();

  private SubjectStore(Handle handle, InspectionSpec spec) {
    this.handle = handle;
    this.spec = spec;
  }

  /**
   * Finds what a request names.
   *
   * @param violations receives what is wrong
   * @return empty when something is wrong
   */
  static Optional<Subject> find(Handle handle, InspectionSpec spec, List<Violation> violations) {
    var store = new SubjectStore(handle, spec);
    var subject = store.find();
    violations.addAll(store.violations);
    return violations.isEmpty() ? subject : Optional.empty();
  }

  private Optional<Subject> find() {
    var run = spec.run() != null ? run(spec.run(), null) : registered();
    if (run.isEmpty()) {
      return Optional.empty();
    }
    var row = run.get();
    boolean evolution = spec.kind() == InspectionKind.EVOLUTION;
    if (!evolution && row.digest() == null) {
      return wrong(
          "run", "run %s has no model yet; it has when its training is done".formatted(row.id()));
    }
    var checkpoints = evolution ? checkpoints(row.id()) : List.<StepCheckpoint>of();
    if (evolution && checkpoints.isEmpty()) {
      return wrong("run", "run %s has left no checkpoint yet".formatted(row.id()));
    }
    var dataset = dataset(row);
    return dataset.map(
        found ->
            new Subject(
                row.id(),
                evolution ? null : new ArtifactRef(row.digest(), row.size()),
                checkpoints,
                evolution ? row.spec().training().augmentation().normalisation() : null,
                spec.dataset() == null ? row.dataset() : spec.dataset().name(),
                found.version(),
                new ArtifactRef(found.packedDigest(), found.packedSize())));
  }

  private Optional<RunRow> registered() {
    var chosen = new VersionChoice(handle, spec.model()).find(spec.version(), spec.alias());
    chosen.violation().ifPresent(violations::add);
    return chosen.version().flatMap(version -> run(runOf(version), version));
  }

  private UUID runOf(int version) {
    return handle
        .createQuery("select run_id from model_versions where model = ? and version = ?")
        .bind(0, spec.model())
        .bind(1, version)
        .mapTo(UUID.class)
        .one();
  }

  /** A run with its model's bytes: those of the version, if one is named. */
  private Optional<RunRow> run(UUID id, Integer version) {
    var row =
        handle
            .createQuery(
                """
                select r.id, r.dataset, r.dataset_version, j.spec, d.classes,
                  coalesce(v.digest, a.digest) as digest, coalesce(v.size, a.size) as size
                from runs r
                join jobs j on j.run_id = r.id
                join dataset_versions d
                  on d.dataset = r.dataset and d.version = r.dataset_version
                left join run_artifacts a on a.run_id = r.id and a.name = 'model'
                left join model_versions v on v.run_id = r.id
                  and v.model = :model and v.version = cast(:version as int)
                where r.id = :run
                """)
            .bind("run", id)
            .bind("model", spec.model())
            .bind("version", version)
            .mapTo(RunRow.class)
            .findOne();
    return row.isPresent() ? row : wrong("run", "run %s does not exist".formatted(id));
  }

  private List<StepCheckpoint> checkpoints(UUID run) {
    return handle
        .createQuery(
            "select step, digest, size from run_checkpoints where run_id = ? order by step")
        .bind(0, run)
        .mapTo(CheckpointRow.class)
        .map(row -> new StepCheckpoint(row.step(), new ArtifactRef(row.digest(), row.size())))
        .list();
  }

  private Optional<DatasetRow> dataset(RunRow run) {
    var name = spec.dataset() == null ? run.dataset() : spec.dataset().name();
    var version =
        spec.dataset() == null ? Integer.valueOf(run.datasetVersion()) : spec.dataset().version();
    var found =
        handle
            .createQuery(
                """
                select version, packed_digest, packed_size, classes, training, validation, test,
                  training + validation + test as images
                from dataset_versions
                where dataset = :name and (cast(:version as int) is null or version = :version)
                order by version desc limit 1
                """)
            .bind("name", name)
            .bind("version", version)
            .mapTo(DatasetRow.class)
            .findOne();
    if (found.isEmpty()) {
      return wrong(
          "dataset",
          "data set '%s'%s does not exist"
              .formatted(name, version == null ? "" : " version " + version));
    }
    check(run, found.get());
    return found;
  }

  private void check(RunRow run, DatasetRow dataset) {
    var known = new HashSet<>(run.classes());
    if (!known.equals(new HashSet<>(dataset.classes()))) {
      wrong(
          "dataset",
          "its classes are %s, and the model knows %s"
              .formatted(String.join(", ", dataset.classes()), String.join(", ", run.classes())));
    }
    if (spec.image() != null && spec.image() >= dataset.images()) {
      wrong("image", "%d is not valid; 0 to %d".formatted(spec.image(), dataset.images() - 1));
    }
    if (spec.label() != null && !known.contains(spec.label())) {
      wrong(
          "label",
          "class '%s' does not exist; valid: %s"
              .formatted(spec.label(), String.join(", ", run.classes())));
    }
    if (spec.split() != null) {
      int images =
          switch (spec.split()) {
            case TRAIN -> dataset.training();
            case VALIDATION -> dataset.validation();
            case TEST -> dataset.test();
          };
      if (images == 0) {
        wrong("split", "the data set has no such images");
      }
    }
  }

  private <T> Optional<T> wrong(String field, String message) {
    violations.add(new Violation(field, message));
    return Optional.empty();
  }
}
