/**
 * What the registries of an installation tell each other through PostgreSQL's NOTIFY. Knows the
 * messages and SQL.
 */
package dev.pharos.registry.notices;
