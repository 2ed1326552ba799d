/**
 * What an attempt says: metric points and log lines in batches, job events in order, each repeated
 * until Kafka has it.
 */
package dev.pharos.worker.report;
