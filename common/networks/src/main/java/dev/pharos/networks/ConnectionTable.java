package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * Which input maps each output map sees; the inputs of each are strictly ascending.
 *
 * @param rows for each output map, the input maps it is connected to, counted from 0
 */
public record ConnectionTable(@JsonValue List<List<Integer>> rows) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConnectionTable {
    NetworkException.requirePresent("connections", rows);
    rows = rows.stream().map(List::copyOf).toList();
    for (int map = 0; map < rows.size(); map++) {
      check(map, rows.get(map));
    }
  }

  private static void check(int map, List<Integer> inputs) {
    int last = -1;
    for (int input : inputs) {
      if (input <= last) {
        throw new NetworkException(
            "connections[" + map + "]", inputs, "input maps must be ascending, from 0");
      }
      last = input;
    }
    if (inputs.isEmpty()) {
      throw new NetworkException(
          "connections[" + map + "]", inputs, "at least one input map is needed");
    }
  }

  /** The number of output maps. */
  public int outputs() {
    return rows.size();
  }

  /** The number of connected pairs of an input and an output map, each with its own kernel. */
  public int pairs() {
    return rows.stream().mapToInt(List::size).sum();
  }

  /** The largest input map that is named, plus 1: the fewest input maps that serve. */
  public int inputs() {
    return rows.stream().mapToInt(row -> row.get(row.size() - 1) + 1).max().orElse(0);
  }
}
