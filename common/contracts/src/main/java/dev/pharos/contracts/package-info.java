/**
 * What the services say to each other: messages as records, the topics they travel on, and their
 * JSON Schemas.
 *
 * <p>Knows Jackson and JSON Schema, and neither Kafka nor Vert.x nor the database. Each record that
 * travels carries a {@link dev.pharos.contracts.MessageType}; its schema stands beside it under
 * {@code schemas/<name>.v<version>.json}, and a golden sample of every released version under the
 * tests.
 */
package dev.pharos.contracts;
