package dev.pharos.registry.metrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** Writes points that are new with PostgreSQL's COPY in its binary form, the fastest way in. */
final class PointCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int BYTES_OF_A_ROW = 66;
  private static final int COLUMNS = 6;

  /** PostgreSQL counts microseconds from the beginning of 2000. */
  private static final long EPOCH_SECONDS = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private final ByteArrayOutputStream bytes;
  private final DataOutputStream out;

  private PointCopy(int rows) {
    bytes = new ByteArrayOutputStream(SIGNATURE.length + 10 + rows * BYTES_OF_A_ROW);
    out = new DataOutputStream(bytes);
  }

  /** The new points of a series. */
  record Fresh(long series, List<Point> points) {}

  /** Writes points, none of which may be there yet, in the handle's transaction. */
  static void write(Handle handle, List<Fresh> fresh) {
    var rows = fresh.stream().mapToInt(series -> series.points().size()).sum();
    if (rows == 0) {
      return;
    }
    try {
      handle
          .getConnection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy metric_points (series, step, value, at, epoch, attempt) from stdin binary",
              new ByteArrayInputStream(new PointCopy(rows).encode(fresh)));
    } catch (SQLException | IOException e) {
      throw new ConnectionException(e);
    }
  }

  private byte[] encode(List<Fresh> fresh) throws IOException {
    out.write(SIGNATURE);
    out.writeInt(0); // flags
    out.writeInt(0); // length of the header's extension
    for (var series : fresh) {
      for (var point : series.points()) {
        row(series.series(), point);
      }
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private void row(long series, Point point) throws IOException {
    out.writeShort(COLUMNS);
    number(series);
    number(point.step());
    number(Double.doubleToLongBits(point.value()));
    number(micros(point.at()));
    number(point.epoch());
    number(point.attempt());
  }

  private void number(long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private void number(int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private static long micros(Instant at) {
    return (at.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + at.getNano() / 1_000;
  }
}
