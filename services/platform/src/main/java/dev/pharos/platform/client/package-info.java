/**
 * Speaks HTTP with a running platform, local or remote: the agreement of docs/http-api.md.
 *
 * <p>Knows the JDK's HTTP client and Jackson; no terminal, no command, no service of its own
 * process, so that a client command starts quickly.
 */
package dev.pharos.platform.client;
