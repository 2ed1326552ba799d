/**
 * What the registry reads from Kafka. Each class takes the messages of one topic into PostgreSQL in
 * one transaction with the offset, so that duplicates, restarts and redelivery change nothing.
 */
package dev.pharos.registry.consuming;
