package dev.pharos.dataset.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a table of texts: CSV with a heading (RFC 4180), or a JSON object per line. */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

  private final SourceFile file;
  private final String firstLine;
  private final String text;

  private Rows(SourceFile file, String firstLine, String text) {
    this.file = file;
    this.firstLine = firstLine;
    this.text = text;
  }

  /** The rows of a file that begins with this line. */
  static Rows of(SourceFile file, String firstLine) throws IOException {
    return new Rows(file, firstLine, Files.text(file.read()));
  }

  /** The columns that the first line of a file names, in lower case; none if it is no table. */
  static List<String> columns(String firstLine) {
    try {
      if (firstLine.startsWith("{")) {
        var names = new ArrayList<String>();
        JSON.readTree(firstLine).fieldNames().forEachRemaining(name -> names.add(lower(name)));
        return names;
      }
      for (var separator : new char[] {',', ';', '\t'}) {
        var names = heading(firstLine, separator);
        if (names.size() > 1) {
          return names;
        }
      }
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
    return List.of();
  }

  private static List<String> heading(String line, char separator) throws IOException {
    var schema = CsvSchema.emptySchema().withColumnSeparator(separator);
    try (MappingIterator<String[]> rows =
        CSV.readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(schema)
            .readValues(line)) {
      var names = new ArrayList<String>();
      if (rows.hasNext()) {
        for (var name : rows.next()) {
          names.add(lower(name));
        }
      }
      return names;
    }
  }

  /** What is done with a row. */
  @FunctionalInterface
  interface Row {
    /**
     * Takes a row.
     *
     * @param number counts from 0
     * @param values by column
     */
    void take(int number, Map<String, String> values) throws ImportException;
  }

  /** Goes through all rows; none is kept. */
  void forEach(Row row) throws IOException, ImportException {
    if (firstLine.startsWith("{")) {
      json(row);
    } else {
      csv(row);
    }
  }

  private void json(Row row) throws ImportException {
    var rows = 0;
    var number = 0;
    for (var begin = 0; begin < text.length(); ) {
      var newLine = text.indexOf('\n', begin);
      var end = newLine < 0 ? text.length() : newLine;
      var line = text.substring(begin, end);
      begin = end + 1;
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        var values = new HashMap<String, String>();
        for (var each : JSON.readTree(line).properties()) {
          values.put(
              lower(each.getKey()), each.getValue().isNull() ? "" : each.getValue().asText());
        }
        row.take(rows++, values);
      } catch (JsonProcessingException e) {
        throw new ImportException(
            "'%s', line %d: not a JSON object: %s"
                .formatted(file.path(), number, e.getOriginalMessage()),
            e);
      }
    }
  }

  private void csv(Row row) throws IOException, ImportException {
    var separator = ',';
    for (var each : new char[] {',', ';', '\t'}) {
      if (heading(firstLine, each).size() > 1) {
        separator = each;
        break;
      }
    }
    var schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(separator);
    var rows = 0;
    try (MappingIterator<Map<String, String>> all =
        CSV.readerForMapOf(String.class).with(schema).readValues(text)) {
      while (all.hasNext()) {
        var values = new HashMap<String, String>();
        all.next().forEach((name, value) -> values.put(lower(name), value == null ? "" : value));
        row.take(rows++, values);
      }
    } catch (RuntimeJsonMappingException | JsonProcessingException e) {
      throw new ImportException("'%s', row %d: %s".formatted(file.path(), rows + 1, reason(e)), e);
    }
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
