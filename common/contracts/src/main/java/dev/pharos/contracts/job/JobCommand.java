package dev.pharos.contracts.job;

/** What may be asked on {@code job.commands}. */
public sealed interface JobCommand
    permits SubmitJob,
        CancelRun,
        PauseRun,
        ResumeRun,
        SubmitSweep,
        CancelSweep,
        PauseSweep,
        ResumeSweep {}
