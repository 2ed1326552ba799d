package dev.pharos.worker.inspection;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionKind;
import dev.pharos.contracts.inspection.InspectionSucceeded;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.engine.ModelFile;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.prepare.Preprocessing;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Does inspections. Doing one twice gives the same bytes, so redelivery is harmless. */
public final class Looking {
  private static final Map<InspectionKind, View> VIEWS =
      Map.of(
          InspectionKind.FILTERS, new FilterView(),
          InspectionKind.DECONVOLUTION, new DeconvolutionView(),
          InspectionKind.OCCLUSION, new OcclusionView(),
          InspectionKind.DENSE, new DenseView(),
          InspectionKind.EVALUATION, new EvaluationView());

  private final Artifacts artifacts;

  /** Takes models and images from a store, and keeps what it finds there. */
  public Looking(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * Does an inspection and says so. Blocks for as long as that takes.
   *
   * @throws IllegalArgumentException when what is asked for does not fit the model or the data set
   * @throws IOException when the artifact store cannot be read or written
   */
  public InspectionSucceeded look(InspectionAssigned task, String worker, Clock clock)
      throws IOException {
    return new InspectionSucceeded(task.inspection(), worker, look(task), clock.instant());
  }

  /**
   * Does an inspection. Blocks for as long as that takes.
   *
   * @throws IllegalArgumentException when what is asked for does not fit the model or the data set
   * @throws IOException when the artifact store cannot be read or written
   */
  List<Result> look(InspectionAssigned task) throws IOException {
    var findings = new Findings(artifacts);
    try (var held = artifacts.hold(task.dataset());
        var dataset = PackedDataset.open(held.file())) {
      if (task.spec().kind() == InspectionKind.EVOLUTION) {
        new EvolutionView(artifacts, task, dataset).look(findings);
      } else {
        lookIntoModel(task, dataset, findings);
      }
    }
    return findings.results();
  }

  private void lookIntoModel(InspectionAssigned task, PackedDataset dataset, Findings findings)
      throws IOException {
    try (var held = artifacts.hold(task.model())) {
      var model = ModelFile.describe(held.file());
      var preprocessing = Json.mapper().treeToValue(model.preprocessing(), Preprocessing.class);
      VIEWS
          .get(task.spec().kind())
          .look(
              task.spec(),
              held.file(),
              new Images(dataset, preprocessing, model.labels()),
              findings);
    }
  }
}
