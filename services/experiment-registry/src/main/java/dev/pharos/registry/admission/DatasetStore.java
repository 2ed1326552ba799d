package dev.pharos.registry.admission;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.runtime.database.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads data sets, which the dataset service writes. */
final class DatasetStore {
  private record Row(
      String dataset, int version, @Json List<String> classes, int training, int validation) {
    DatasetFacts facts() {
      return new DatasetFacts(dataset, version, classes, training, validation);
    }
  }

  private DatasetStore() {}

  /** The version that a job names; the newest if it names none. */
  static DatasetLookup find(Handle handle, DatasetChoice choice) {
    return row(handle, choice)
        .map(row -> DatasetLookup.found(row.facts()))
        .orElseGet(() -> missing(handle, choice));
  }

  private static Optional<Row> row(Handle handle, DatasetChoice choice) {
    return handle
        .createQuery(
            """
            select dataset, version, classes, training, validation from dataset_versions
            where dataset = :name and (cast(:version as int) is null or version = :version)
            order by version desc limit 1
            """)
        .bind("name", choice.name())
        .bind("version", choice.version())
        .mapTo(Row.class)
        .findOne();
  }

  private static DatasetLookup missing(Handle handle, DatasetChoice choice) {
    var versions =
        handle
            .createQuery("select version from dataset_versions where dataset = ? order by 1 desc")
            .bind(0, choice.name())
            .mapTo(Integer.class)
            .list();
    if (!versions.isEmpty()) {
      return DatasetLookup.missing(
          "dataset.version",
          "data set '%s' has no version %d; valid: %s"
              .formatted(choice.name(), choice.version(), listed(versions)));
    }
    var names =
        handle
            .createQuery("select distinct dataset from dataset_versions order by 1 limit 20")
            .mapTo(String.class)
            .list();
    return DatasetLookup.missing(
        "dataset.name",
        names.isEmpty()
            ? "data set '%s' does not exist; no data set has been imported yet"
                .formatted(choice.name())
            : "data set '%s' does not exist; valid: %s".formatted(choice.name(), listed(names)));
  }

  private static String listed(List<?> values) {
    return values.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "));
  }
}
