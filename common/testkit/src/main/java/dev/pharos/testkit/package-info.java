/**
 * What a test needs around it: a real Kafka broker and a real PostgreSQL with the schema in it,
 * topics to write and read raw, free ports.
 *
 * <p>{@link dev.pharos.testkit.WithServers} on a test class is the entrance. Knows the embedded
 * servers, containers, the migrations and JUnit; knows no messages and no service, so that every
 * module can use it.
 */
package dev.pharos.testkit;
