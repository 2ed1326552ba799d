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

  private Rows() {}

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

  /** All rows, by column. */
  static List<Map<String, String>> read(SourceFile file, String firstLine)
      throws IOException, ImportException {
    var text = Files.text(file.read());
    return firstLine.startsWith("{") ? json(file, text) : csv(file, text, firstLine);
  }

  private static List<Map<String, String>> json(SourceFile file, String text)
      throws ImportException {
    var rows = new ArrayList<Map<String, String>>();
    var number = 0;
    for (var line : text.split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        var row = new HashMap<String, String>();
        for (var each : JSON.readTree(line).properties()) {
          row.put(lower(each.getKey()), each.getValue().isNull() ? "" : each.getValue().asText());
        }
        rows.add(row);
      } catch (JsonProcessingException e) {
        throw new ImportException(
            "'%s', line %d: not a JSON object: %s"
                .formatted(file.path(), number, e.getOriginalMessage()),
            e);
      }
    }
    return rows;
  }

  private static List<Map<String, String>> csv(SourceFile file, String text, String firstLine)
      throws IOException, ImportException {
    var separator = ',';
    for (var each : new char[] {',', ';', '\t'}) {
      if (heading(firstLine, each).size() > 1) {
        separator = each;
        break;
      }
    }
    var schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(separator);
    var rows = new ArrayList<Map<String, String>>();
    try (MappingIterator<Map<String, String>> all =
        CSV.readerForMapOf(String.class).with(schema).readValues(text)) {
      while (all.hasNext()) {
        var row = new HashMap<String, String>();
        all.next().forEach((name, value) -> row.put(lower(name), value == null ? "" : value));
        rows.add(row);
      }
    } catch (RuntimeJsonMappingException | JsonProcessingException e) {
      throw new ImportException(
          "'%s', row %d: %s".formatted(file.path(), rows.size() + 1, firstLine(e)), e);
    }
    return rows;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
