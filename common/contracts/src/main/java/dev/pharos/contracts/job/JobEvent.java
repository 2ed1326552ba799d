package dev.pharos.contracts.job;

/**
 * What is said on {@code job.events}: by the registry about commands and runs, by workers about
 * attempts.
 */
public sealed interface JobEvent
    permits CommandAccepted, CommandRejected, RunStateChanged, RunEnded, SweepEnded, AttemptEvent {}
