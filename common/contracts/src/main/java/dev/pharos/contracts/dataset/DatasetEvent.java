package dev.pharos.contracts.dataset;

/** What is said on {@code dataset.events}. */
public sealed interface DatasetEvent
    permits ImportProgressed, DatasetReady, ImportFailed, DatasetDeleted {}
