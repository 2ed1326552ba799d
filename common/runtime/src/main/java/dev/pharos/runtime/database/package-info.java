/**
 * PostgreSQL for services: a pool of connections behind a bounded pool of threads, JSON columns,
 * and notifications. It knows no table.
 */
package dev.pharos.runtime.database;
