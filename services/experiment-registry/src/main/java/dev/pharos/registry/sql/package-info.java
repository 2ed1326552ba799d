/** What PostgreSQL wants of values. Knows nothing else. */
package dev.pharos.registry.sql;
