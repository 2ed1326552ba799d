package dev.pharos.worker.inspection;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionAssigned.StepCheckpoint;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.engine.Inspector;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.worker.inspection.picture.Grid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How features come to be: for some maps of a layer, a row each, what excites the map most after
 * some of a run's checkpoints, projected back (Zeiler and Fergus 2014, figure 4).
 */
final class EvolutionView {
  private static final int DEFAULT_MAPS = 8;
  private static final int DEFAULT_IMAGES = 200;
  private static final int MOST_CHECKPOINTS = 12;
  private static final int SIDE = 64;
  private static final int GAP = 3;

  /** What is told of a layer: steps of the columns, and a row of values for each map. */
  private record Figures(
      String layer,
      int searched,
      List<Long> steps,
      List<Integer> maps,
      List<List<Float>> strongest) {}

  /** One checkpoint's column. */
  private record Column(Map<Integer, Pixels> pictures, Map<Integer, Float> values) {}

  private final Artifacts artifacts;
  private final InspectionAssigned task;
  private final PackedDataset dataset;

  EvolutionView(Artifacts artifacts, InspectionAssigned task, PackedDataset dataset) {
    this.artifacts = artifacts;
    this.task = task;
    this.dataset = dataset;
  }

  void look(Findings findings) throws IOException {
    var spec = task.spec();
    var chosen = spread(task.checkpoints());
    var columns = new ArrayList<Column>();
    List<Integer> maps = spec.maps();
    String layer = spec.layer();
    int searched = 0;
    // The last decides which maps are worth a row.
    for (int i = chosen.size() - 1; i >= 0; i--) {
      try (var held = artifacts.hold(chosen.get(i).checkpoint());
          var inspector = Inspector.ofCheckpoint(held.file())) {
        layer = Layers.last(inspector.network(), layer);
        var images = images(inspector);
        var numbers = images.of(spec.split(), Split.VALIDATION, Split.TEST);
        int most = spec.images() == null ? DEFAULT_IMAGES : spec.images();
        searched = Math.min(most, numbers.length);
        var excitement = new Excitement(inspector, layer, images);
        var strongest = excitement.search(numbers, most, 1);
        maps = excitement.maps(maps, count(spec), strongest);
        var pictures = new HashMap<Integer, Pixels>();
        var values = new HashMap<Integer, Float>();
        for (int map : maps) {
          var activation = strongest.of(map).get(0);
          pictures.put(map, excitement.show(map, activation).projection());
          values.put(map, activation.value());
        }
        columns.add(0, new Column(pictures, values));
      }
    }
    var tiles = new ArrayList<Pixels>();
    var strongest = new ArrayList<List<Float>>();
    for (int map : maps) {
      columns.forEach(column -> tiles.add(column.pictures().get(map)));
      strongest.add(columns.stream().map(column -> column.values().get(map)).toList());
    }
    findings.picture("evolution", new Grid(columns.size(), SIDE, GAP).of(tiles));
    findings.figures(
        "evolution",
        new Figures(
            layer, searched, chosen.stream().map(StepCheckpoint::step).toList(), maps, strongest));
  }

  private static int count(InspectionSpec spec) {
    return spec.count() == null ? DEFAULT_MAPS : spec.count();
  }

  private Images images(Inspector inspector) {
    var input = inspector.network().input();
    var shape = new ImageShape(input.height(), input.width(), input.channels());
    return new Images(
        dataset,
        Preprocessing.forDataset(dataset, shape, task.normalisation()),
        dataset.info().classes());
  }

  /** The first, the last and some between, evenly. */
  static List<StepCheckpoint> spread(List<StepCheckpoint> all) {
    int count = Math.min(MOST_CHECKPOINTS, all.size());
    var chosen = new ArrayList<StepCheckpoint>();
    for (int i = 0; i < count; i++) {
      chosen.add(all.get(count == 1 ? all.size() - 1 : i * (all.size() - 1) / (count - 1)));
    }
    return chosen;
  }
}
