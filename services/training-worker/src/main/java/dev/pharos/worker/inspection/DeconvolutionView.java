package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.engine.Inspector;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.Split;
import dev.pharos.networks.ReceptiveField;
import dev.pharos.worker.inspection.Excitement.Shown;
import dev.pharos.worker.inspection.picture.Canvas;
import dev.pharos.worker.inspection.picture.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * For some maps of a layer the nine images that excite each most: on the left what the
 * deconvolutional network projects back, on the right the patches that caused it (Zeiler and Fergus
 * 2014, figure 2).
 */
final class DeconvolutionView implements View {
  private static final int DEFAULT_MAPS = 8;
  private static final int DEFAULT_IMAGES = 500;
  private static final int EXAMPLES = 9;
  private static final Grid NINE = new Grid(3, 56, 2);
  private static final int GAP = 6;
  private static final int BLOCK_GAP = 18;
  private static final int BLOCKS_IN_A_ROW = 2;

  /** What is told of a layer. */
  private record Figures(String layer, int searched, List<MapFigures> maps) {}

  /** What is told of a map. */
  private record MapFigures(int map, List<Example> examples) {}

  /** What is told of an activation. */
  private record Example(
      long image,
      String file,
      String label,
      float value,
      int row,
      int column,
      ReceptiveField patch) {}

  @Override
  public void look(InspectionSpec spec, Path model, Images images, Findings findings)
      throws IOException {
    try (var inspector = Inspector.ofModel(model)) {
      var layer = Layers.last(inspector.network(), spec.layer());
      var excitement = new Excitement(inspector, layer, images);
      var numbers = images.of(spec.split(), Split.VALIDATION, Split.TEST);
      int most = spec.images() == null ? DEFAULT_IMAGES : spec.images();
      var strongest = excitement.search(numbers, most, EXAMPLES);
      int count = spec.count() == null ? DEFAULT_MAPS : spec.count();
      var figures = new ArrayList<MapFigures>();
      var blocks = new ArrayList<Pixels>();
      for (int map : excitement.maps(spec.maps(), count, strongest)) {
        var shown = new ArrayList<Shown>();
        for (var activation : strongest.of(map)) {
          shown.add(excitement.show(map, activation));
        }
        blocks.add(block(shown));
        figures.add(new MapFigures(map, shown.stream().map(one -> example(images, one)).toList()));
      }
      findings.picture("deconvolution", sheet(blocks));
      findings.figures(
          "deconvolution", new Figures(layer, Math.min(most, numbers.length), figures));
    }
  }

  private static Example example(Images images, Shown shown) {
    var activation = shown.activation();
    int image = (int) activation.image();
    return new Example(
        image,
        images.dataset().sourceName(image),
        images.className(image),
        activation.value(),
        activation.row(),
        activation.column(),
        shown.field());
  }

  private static Pixels block(List<Shown> shown) {
    var projections = NINE.of(shown.stream().map(Shown::projection).toList());
    var patches = NINE.of(shown.stream().map(Shown::patch).toList());
    return new Canvas(projections.height(), 2 * projections.width() + GAP)
        .draw(projections, 0, 0)
        .draw(patches, 0, projections.width() + GAP)
        .pixels();
  }

  private static Pixels sheet(List<Pixels> blocks) {
    int height = blocks.get(0).height() + BLOCK_GAP;
    int width = blocks.get(0).width() + BLOCK_GAP;
    int columns = Math.min(BLOCKS_IN_A_ROW, blocks.size());
    int rows = (blocks.size() + columns - 1) / columns;
    var canvas = new Canvas(rows * height - BLOCK_GAP, columns * width - BLOCK_GAP);
    for (int i = 0; i < blocks.size(); i++) {
      canvas.draw(blocks.get(i), i / columns * height, i % columns * width);
    }
    return canvas.pixels();
  }
}
