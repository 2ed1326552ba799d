package dev.pharos.worker;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.messaging.Publisher;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the attempts of a worker have in common.
 *
 * @param worker the worker's id
 * @param device what it trains on
 * @param devices who has which of them
 * @param artifacts where data sets, checkpoints and models are
 * @param inputThreads how many threads prepare batches ahead for an attempt
 * @param folder where each attempt gets a folder of its own while it runs
 */
record AttemptSetting(
    Vertx vertx,
    Publisher publisher,
    Clock clock,
    String worker,
    WorkerDevice device,
    DevicePool devices,
    Artifacts artifacts,
    int inputThreads,
    Path folder) {}
