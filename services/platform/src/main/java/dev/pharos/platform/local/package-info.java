/**
 * The whole platform in this process: a real Kafka broker, a real PostgreSQL, the four services and
 * the dashboard, on one data folder.
 *
 * <p>Knows the services by their start methods and their settings, and nothing of what they do.
 */
package dev.pharos.platform.local;
