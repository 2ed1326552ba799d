package dev.pharos.registry;

import dev.pharos.artifacts.ArtifactsConfig;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.registry.automation.AutomationsConfig;
import dev.pharos.registry.collection.CollectionConfig;
import dev.pharos.registry.http.Peers;
import dev.pharos.registry.metrics.LogsConfig;
import dev.pharos.registry.scheduling.Patience;
import dev.pharos.registry.scheduling.QueueConfig;
import dev.pharos.runtime.database.DatabaseConfig;
import dev.pharos.runtime.http.HttpConfig;

/**
 * The settings of the experiment registry.
 *
 * @param http where it listens
 * @param database PostgreSQL
 * @param kafka the broker
 * @param artifacts where models and checkpoints lie
 * @param collection what becomes of artifacts that nothing needs
 * @param peers the services behind it
 * @param scheduling how long it waits for workers
 * @param logs how much of the logs it keeps
 * @param queue whom it serves first
 * @param automations how rules act
 */
record ExperimentRegistryConfig(
    HttpConfig http,
    DatabaseConfig database,
    KafkaConfig kafka,
    ArtifactsConfig artifacts,
    CollectionConfig collection,
    Peers peers,
    Patience scheduling,
    LogsConfig logs,
    QueueConfig queue,
    AutomationsConfig automations) {}
