package dev.pharos.contracts.inspection;

/** What is asked for on {@code inspection.commands}. */
public sealed interface InspectionCommand permits RequestInspection {}
