package dev.pharos.testkit;

import dev.pharos.embedded.Durability;
import dev.pharos.embedded.EmbeddedPostgres;
import dev.pharos.embedded.EmbeddedServers;
import java.nio.file.Path;

/** Servers inside the process tree, with data that is gone afterwards. */
record EmbeddedBackend(Path folder, EmbeddedServers servers) implements Backend {

  static EmbeddedBackend start() {
    var folder = TemporaryFolders.create("servers");
    try {
      return new EmbeddedBackend(folder, EmbeddedServers.start(folder, 0, 0, Durability.THROWAWAY));
    } catch (RuntimeException e) {
      TemporaryFolders.delete(folder);
      throw e;
    }
  }

  @Override
  public String bootstrapServers() {
    return servers.kafka().bootstrapServers();
  }

  @Override
  public String jdbcUrl(String database) {
    return servers.postgres().jdbcUrl(database);
  }

  @Override
  public String maintenanceDatabase() {
    return EmbeddedPostgres.NAME;
  }

  @Override
  public String user() {
    return servers.postgres().user();
  }

  @Override
  public String password() {
    return servers.postgres().password();
  }

  @Override
  public void close() {
    servers.close();
    TemporaryFolders.delete(folder);
  }
}
