package dev.pharos.contracts;

import dev.pharos.contracts.automation.AutomationNotice;
import dev.pharos.contracts.dataset.DatasetCommand;
import dev.pharos.contracts.dataset.DatasetEvent;
import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionCommand;
import dev.pharos.contracts.inspection.InspectionEvent;
import dev.pharos.contracts.job.JobCommand;
import dev.pharos.contracts.job.JobEvent;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.contracts.model.PredictionServed;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.worker.Assignment;
import dev.pharos.contracts.worker.WorkerHeartbeat;
import java.util.List;

/** Every topic of the platform. A topic that is not here does not exist. */
public final class Topics {
  public static final Topic<DatasetCommand> DATASET_COMMANDS =
      Topic.of(
          "dataset.commands",
          "Import a data set, cancel an import: a public door for automation. Key: data set name.",
          3,
          DatasetCommand.class);

  public static final Topic<DatasetEvent> DATASET_EVENTS =
      Topic.of(
          "dataset.events",
          "Progress and end of imports, new data-set versions. Key: data set name.",
          3,
          DatasetEvent.class);

  public static final Topic<JobCommand> JOB_COMMANDS =
      Topic.of(
          "job.commands",
          "Submit a job or a sweep; cancel, pause, resume a run or a sweep: a public door for"
              + " automation. Key: anything.",
          3,
          JobCommand.class);

  public static final Topic<Assignment> JOB_ASSIGNMENTS =
      Topic.of(
          "job.assignments",
          "What the scheduler asks of a worker. Key: worker id.",
          3,
          Assignment.class);

  public static final Topic<JobEvent> JOB_EVENTS =
      Topic.of(
          "job.events",
          "Answers to job commands, and what becomes of runs and their attempts. Key: run id or"
              + " sweep id, or the command's id where there is none.",
          6,
          JobEvent.class);

  public static final Topic<MetricsReported> RUN_METRICS =
      Topic.of(
          "run.metrics",
          "Metric points of running attempts. Key: run id.",
          6,
          MetricsReported.class);

  public static final Topic<LogsReported> RUN_LOGS =
      Topic.of("run.logs", "Log lines of running attempts. Key: run id.", 6, LogsReported.class);

  public static final Topic<WorkerHeartbeat> WORKER_HEARTBEATS =
      Topic.of(
          "worker.heartbeats",
          "Who can work, on what, and what they are working on. Key: worker id.",
          1,
          WorkerHeartbeat.class);

  public static final Topic<ModelChanged> MODEL_EVENTS =
      Topic.of(
              "model.events",
              "The whole state of a registered model after each change. Key: model name.",
              1,
              ModelChanged.class)
          .compactedByKey();

  public static final Topic<PredictionServed> PREDICTION_EVENTS =
      Topic.of(
          "prediction.events", "What was predicted. Key: model name.", 3, PredictionServed.class);

  public static final Topic<InspectionCommand> INSPECTION_COMMANDS =
      Topic.of(
          "inspection.commands",
          "Ask to look into a trained network: a public door for automation. Key: anything.",
          3,
          InspectionCommand.class);

  public static final Topic<InspectionAssigned> INSPECTION_TASKS =
      Topic.of(
          "inspection.tasks",
          "Inspections, each for the worker that takes it. Key: inspection id.",
          6,
          InspectionAssigned.class);

  public static final Topic<InspectionEvent> INSPECTION_EVENTS =
      Topic.of(
          "inspection.events",
          "Answers to inspection commands, and what becomes of inspections. Key: inspection id, or"
              + " the command's id where there is none.",
          3,
          InspectionEvent.class);

  public static final Topic<AutomationNotice> AUTOMATION_EVENTS =
      Topic.of(
          "automation.events",
          "What rules and programs outside want to be known; rules can wait for it. Key: anything.",
          3,
          AutomationNotice.class);

  private Topics() {}

  /** Every topic, in the order in which data flows. */
  public static List<Topic<?>> all() {
    return List.of(
        DATASET_COMMANDS,
        DATASET_EVENTS,
        JOB_COMMANDS,
        JOB_ASSIGNMENTS,
        JOB_EVENTS,
        RUN_METRICS,
        RUN_LOGS,
        WORKER_HEARTBEATS,
        MODEL_EVENTS,
        PREDICTION_EVENTS,
        INSPECTION_COMMANDS,
        INSPECTION_TASKS,
        INSPECTION_EVENTS,
        AUTOMATION_EVENTS);
  }
}
