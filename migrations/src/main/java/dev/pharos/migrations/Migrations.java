package dev.pharos.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Brings the schema up to date. Every service calls this when it starts; of several that start at
 * once one migrates and the others wait for it.
 *
 * <p>A migration that was altered after it had been applied is an error, never repaired silently.
 */
public final class Migrations {
  private static final String LOCATION = "classpath:dev/pharos/migrations";

  private Migrations() {}

  /**
   * Applies what the database lacks.
   *
   * @return how many migrations were applied, 0 where the schema was up to date
   * @throws MigrationException if the database cannot be reached, a migration fails (its changes
   *     are rolled back), or an applied migration differs from this program's
   */
  public static int migrate(String jdbcUrl, String user, String password) {
    return migrate(configuration().dataSource(jdbcUrl, user, password));
  }

  /** The same over a pool that exists already. */
  public static int migrate(DataSource database) {
    return migrate(configuration().dataSource(database));
  }

  static int migrate(FluentConfiguration configuration) {
    try {
      return new Flyway(configuration).migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw new MigrationException("cannot bring the schema up to date: " + e.getMessage(), e);
    }
  }

  /** Visible to the tests, which add migrations of days to come. */
  static FluentConfiguration configuration(String... laterLocations) {
    var locations = new String[laterLocations.length + 1];
    locations[0] = LOCATION;
    System.arraycopy(laterLocations, 0, locations, 1, laterLocations.length);
    var configuration = Flyway.configure().locations(locations).failOnMissingLocations(true);
    // With the default, a lock held in a transaction, CREATE INDEX CONCURRENTLY would wait for
    // that very transaction for ever.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration;
  }
}
