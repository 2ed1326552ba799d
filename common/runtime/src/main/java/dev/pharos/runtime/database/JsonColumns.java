package dev.pharos.runtime.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.QualifiedColumnMapperFactory;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.spi.JdbiPlugin;

/**
 * Teaches Jdbi to write {@link Jsonb} arguments, and to read columns into {@link JsonNode} and into
 * whatever is marked with {@link Json}.
 */
final class JsonColumns implements JdbiPlugin {
  private final ObjectMapper mapper;

  JsonColumns(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void customizeJdbi(Jdbi jdbi) {
    jdbi.registerArgument(new JsonbArguments());
    jdbi.registerColumnMapper(JsonNode.class, (row, column, context) -> tree(row, column));
    QualifiedColumnMapperFactory marked = this::marked;
    jdbi.registerColumnMapper(marked);
  }

  private Optional<ColumnMapper<?>> marked(QualifiedType<?> type, ConfigRegistry config) {
    return type.hasQualifier(Json.class)
        ? Optional.of((row, column, context) -> read(row, column, type.getType()))
        : Optional.empty();
  }

  private JsonNode tree(ResultSet row, int column) throws SQLException {
    return (JsonNode) read(row, column, JsonNode.class);
  }

  private Object read(ResultSet row, int column, Type type) throws SQLException {
    var text = row.getString(column);
    try {
      return text == null
          ? null
          : mapper.readValue(text, mapper.getTypeFactory().constructType(type));
    } catch (JsonProcessingException e) {
      throw new SQLException(
          "column %s does not hold a %s: %s"
              .formatted(
                  row.getMetaData().getColumnName(column),
                  type.getTypeName(),
                  e.getOriginalMessage()),
          e);
    }
  }

  private final class JsonbArguments extends AbstractArgumentFactory<Jsonb> {
    JsonbArguments() {
      super(Types.OTHER);
    }

    @Override
    protected Argument build(Jsonb jsonb, ConfigRegistry config) {
      return (position, statement, context) -> {
        if (jsonb.value() == null) {
          statement.setNull(position, Types.OTHER);
        } else {
          // The server infers jsonb from the column; a text parameter it would refuse.
          statement.setObject(position, text(jsonb.value()), Types.OTHER);
        }
      };
    }

    private String text(Object value) throws SQLException {
      try {
        return mapper.writeValueAsString(value);
      } catch (JsonProcessingException e) {
        throw new SQLException("cannot write %s as JSON".formatted(value.getClass()), e);
      }
    }
  }
}
