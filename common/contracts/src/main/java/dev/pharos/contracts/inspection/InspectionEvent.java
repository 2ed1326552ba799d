package dev.pharos.contracts.inspection;

/** What is said on {@code inspection.events}. */
public sealed interface InspectionEvent
    permits InspectionAccepted,
        InspectionRejected,
        InspectionStarted,
        InspectionSucceeded,
        InspectionFailed {}
