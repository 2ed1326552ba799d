package dev.pharos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresIT {
  @TempDir Path folder;

  @Test
  void rowsSurviveARestartOnAnotherPort() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY)) {
      execute(postgres, "create table t (x text)");
      execute(postgres, "insert into t values ('kept')");
    }
    try (var postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY)) {
      assertThat(query(postgres, "select x from t")).isEqualTo("kept");
    }
  }

  @Test
  void committedRowsAreOnTheDiskUnlessThrownAwayAnyway() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(folder.resolve("durable"), 0)) {
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
    }
    try (var postgres =
        EmbeddedPostgres.start(folder.resolve("throwaway"), 0, Durability.THROWAWAY)) {
      assertThat(query(postgres, "show fsync")).isEqualTo("off");
    }
  }

  @Test
  void onlyWhoKnowsThePasswordConnectsAndOnlyFromThisMachine() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY)) {
      for (var role : List.of(postgres.user(), "postgres")) {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), role, "guess"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
      assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(postgres, "select rolsuper::text from pg_roles where rolname = 'pharos'"))
          .isEqualTo("false");
      var password = folder.resolve("password");
      if (password.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        assertThat(Files.getPosixFilePermissions(password)).hasSize(2);
      }
    }
  }

  @Test
  void aBusyPortIsNamedAndTheFolderIsFreeAgain() throws Exception {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> EmbeddedPostgres.start(folder, busy.getLocalPort(), Durability.THROWAWAY))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("127.0.0.1:" + busy.getLocalPort())
          .hasMessageContaining("choose another port");
      assertThat(folder.resolve("data")).doesNotExist();
    }
    EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY).close();
  }

  @Test
  void aSecondServerOnTheFolderIsRefusedAndTheFirstGoesOn() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("in use by this process");
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void dataOfAnotherVersionAreRefusedInTheServersOwnWords() throws Exception {
    EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY).close();
    Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("version 17");
  }

  @Test
  void aLostPasswordIsExplained() throws Exception {
    EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY).close();
    Files.delete(folder.resolve("password"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("password is missing");
  }

  @Test
  void aKillInTheMiddleOfTheFirstStartLeavesNoHalf() throws Exception {
    Files.createDirectories(folder.resolve("data.unfinished/base"));
    Files.writeString(folder.resolve("data.unfinished/PG_VERSION"), "18\n");
    EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY).close();
    assertThat(folder.resolve("data.unfinished")).doesNotExist();
  }

  @Test
  void aServerThatIsKilledRecovers() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY)) {
      execute(postgres, "create table t (x text)");
      execute(postgres, "insert into t values ('kept')");
      var server = ProcessHandle.of(postgres.pid().orElseThrow()).orElseThrow();
      server.destroyForcibly();
      server.onExit().get();
    }
    try (var postgres = EmbeddedPostgres.start(folder, 0, Durability.THROWAWAY)) {
      assertThat(query(postgres, "select x from t")).isEqualTo("kept");
    }
  }

  @Test
  void rootRunsItAsNobodyWithOrWithoutNamespaces() throws Exception {
    assumeTrue(Unprivileged.AS_NOBODY.works(), "only root can become somebody else");
    var belowRootsHome = Files.createDirectories(folder.resolve("private/below"));
    Files.setPosixFilePermissions(
        folder.resolve("private"), PosixFilePermissions.fromString("rwx------"));
    for (var way : List.of(Unprivileged.AS_NOBODY, Unprivileged.detect(), Unprivileged.AS_NOBODY)) {
      try (var postgres = EmbeddedPostgres.start(belowRootsHome, 0, Durability.THROWAWAY, way)) {
        assertThat(query(postgres, "select 1")).isEqualTo("1");
      }
    }
  }

  static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
