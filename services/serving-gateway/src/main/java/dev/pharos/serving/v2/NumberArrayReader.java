package dev.pharos.serving.v2;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an array of numbers, flat or nested to any depth, without building a tree: an image of
 * AlexNet's size has 154,587 of them.
 */
final class NumberArrayReader {
  private static final int MOST_DIMENSIONS = 8;
  private static final int FIRST_CAPACITY = 1024;

  private final JsonParser json;
  private final String where;
  private final int limit;
  private final List<Integer> lengths = new ArrayList<>();
  private float[] values = new float[FIRST_CAPACITY];
  private int count;
  private int numberDepth = -1;

  private NumberArrayReader(JsonParser json, String where, int limit) {
    this.json = json;
    this.where = where;
    this.limit = limit;
  }

  /**
   * Reads the array whose opening bracket is the parser's current token.
   *
   * @param where the field, for messages
   * @param limit the most numbers that are taken
   * @throws ProtocolException when something is no number, arrays of one depth differ in length, or
   *     there are too many
   */
  static TensorData.Numbers read(JsonParser json, String where, int limit) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new ProtocolException(where + " is no array; it must hold the tensor's numbers");
    }
    var reader = new NumberArrayReader(json, where, limit);
    reader.array(0);
    return new TensorData.Numbers(reader.values, reader.count, List.copyOf(reader.lengths));
  }

  private void array(int depth) throws IOException {
    if (depth == MOST_DIMENSIONS) {
      throw new ProtocolException(
          "%s is nested deeper than %d arrays".formatted(where, MOST_DIMENSIONS));
    }
    var first = lengths.size() == depth;
    if (first) {
      lengths.add(-1);
    }
    var length = 0;
    for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        requireNotMixed(depth != numberDepth);
        array(depth + 1);
      } else if (token != null && token.isNumeric()) {
        requireNotMixed(depth == numberDepth || (numberDepth == -1 && lengths.size() == depth + 1));
        numberDepth = depth;
        add(json.getFloatValue());
      } else {
        throw new ProtocolException("%s holds %s; it must hold numbers".formatted(where, told()));
      }
      length++;
    }
    if (first || lengths.get(depth) == -1) {
      lengths.set(depth, length);
    } else if (lengths.get(depth) != length) {
      throw new ProtocolException(
          "%s is ragged: its arrays of depth %d have %d and %d elements"
              .formatted(where, depth + 1, lengths.get(depth), length));
    }
  }

  private void requireNotMixed(boolean holds) {
    if (!holds) {
      throw new ProtocolException(where + " mixes numbers and arrays at one depth");
    }
  }

  private void add(float value) {
    if (count == limit) {
      throw new ProtocolException("%s holds more than %d numbers".formatted(where, limit));
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, (int) Math.min(limit, values.length * 2L));
    }
    values[count++] = value;
  }

  private String told() throws IOException {
    var text = json.getText();
    return text == null ? "an unfinished array" : "'" + text + "'";
  }
}
