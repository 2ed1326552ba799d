/**
 * A real Kafka broker and a real PostgreSQL server for one machine: no container, no installation.
 *
 * <p>Both keep what they are given on disk, listen on 127.0.0.1 alone, and survive a restart as
 * well as a killed process. This package knows nothing of Pharos's topics or tables; the platform
 * and the test kit are its only users.
 */
package dev.pharos.embedded;
