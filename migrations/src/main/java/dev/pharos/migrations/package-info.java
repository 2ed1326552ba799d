/**
 * The schema of the database: SQL files beside this class, applied in order, each once.
 *
 * <p>The only place that creates or alters tables. Knows Flyway and JDBC, no service.
 */
package dev.pharos.migrations;
