/**
 * What happens to runs when their platform is killed, cut off and overloaded: each service is a
 * process of its own, Kafka and PostgreSQL are servers that a test stops and starts. What the tests
 * count and how long it took is told in {@code target/chaos.txt}.
 */
package dev.pharos.systemtests.chaos;
