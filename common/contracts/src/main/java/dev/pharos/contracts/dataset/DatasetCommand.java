package dev.pharos.contracts.dataset;

/** What may be asked on {@code dataset.commands}. */
public sealed interface DatasetCommand permits ImportDataset, CancelImport {}
