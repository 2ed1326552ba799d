package dev.pharos.registry.support;

import dev.pharos.testkit.TestServers;
import java.sql.SQLException;

/** Data sets, as the dataset service would write them. */
public final class Datasets {
  private Datasets() {}

  /** Adds a version with two classes. */
  public static void add(TestServers servers, String name, int version) {
    add(servers, name, version, "[\"cat\", \"dog\"]");
  }

  /** Adds a version with these classes, as JSON. */
  public static void add(TestServers servers, String name, int version, String classes) {
    var dataset = "insert into datasets (name) values (?) on conflict do nothing";
    var sql =
        """
        insert into dataset_versions (dataset, version, content_id, packed_digest, packed_size,
          height, width, channels, classes, counts, training, validation, test, statistics, source)
        values (?, ?, ?, ?, 1000, 28, 28, 1, ?::jsonb, '[]', 80, 10, 10, '{}', '/data')
        """;
    try (var connection = servers.connect();
        var first = connection.prepareStatement(dataset);
        var second = connection.prepareStatement(sql)) {
      first.setString(1, name);
      first.execute();
      second.setString(1, name);
      second.setInt(2, version);
      second.setString(3, "content-" + version);
      second.setString(4, "sha256:" + "a".repeat(63) + version);
      second.setString(5, classes);
      second.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
