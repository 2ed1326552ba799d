package dev.pharos.worker.inspection;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.imaging.Pixels;
import dev.pharos.worker.inspection.picture.Canvas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts what an inspection finds into the artifact store. */
final class Findings {
  private final Artifacts artifacts;
  private final List<Result> results = new ArrayList<>();

  Findings(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** Keeps a picture, as {@code name.png}. */
  void picture(String name, Pixels picture) throws IOException {
    keep(name + ".png", "image/png", Canvas.png(picture));
  }

  /** Keeps figures, as {@code name.json}. */
  void figures(String name, Object figures) throws IOException {
    keep(name + ".json", "application/json", Json.mapper().writeValueAsBytes(figures));
  }

  private void keep(String name, String mediaType, byte[] bytes) throws IOException {
    results.add(new Result(name, mediaType, artifacts.put(new ByteArrayInputStream(bytes))));
  }

  /** Everything that was kept, in order. */
  List<Result> results() {
    return List.copyOf(results);
  }
}
