package dev.pharos.platform.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a small checkout, with a Java and a Maven that only say what they do. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  private static final Path SCRIPT = Path.of("../../pharos");
  private static final List<String> BASIC_TOOLS =
      List.of(
          "sh",
          "uname",
          "dirname",
          "basename",
          "readlink",
          "sed",
          "head",
          "find",
          "grep",
          "ln",
          "rm",
          "mkdir",
          "touch",
          "sleep",
          "awk",
          "getconf",
          "cut",
          "stty");

  private static final String ECHO_JAVA =
      """
      #!/bin/sh
      echo "java $*"
      echo "malloc=${MALLOC_MMAP_THRESHOLD_:-} blas=${OPENBLAS_CORETYPE:-} wait=${OMP_WAIT_POLICY:-} spin=${GOMP_SPINCOUNT:-}."
      """;
  private static final String BUILDING_MAVEN =
      """
      #!/bin/sh
      if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9 (abc)'; exit; fi
      echo "mvn $*" >> mvn.log
      mkdir -p services/platform/target/pharos/lib
      touch services/platform/target/pharos/BUILT
      """;

  /** What came of a start. */
  private record Result(int exitCode, String out, String err) {}

  @TempDir private Path folder;
  private Path checkout;
  private Path java;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a checkout"));
    Files.copy(SCRIPT, checkout.resolve("pharos"));
    for (var module : List.of("common", "migrations", "web-ui", "services/platform")) {
      Files.createDirectories(checkout.resolve(module));
    }
    Files.createDirectories(checkout.resolve("common/runtime/src/main/java"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    java = javaHome("jdk", "17.0.1");
    tool("mvn", BUILDING_MAVEN);
    environment.put("JAVA_HOME", java.toString());
    environment.put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
  }

  private Path javaHome(String name, String version) throws IOException {
    var home = folder.resolve(name);
    executable(home.resolve("bin/java"), ECHO_JAVA);
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private void tool(String name, String script) throws IOException {
    executable(folder.resolve("tools").resolve(name), script);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result pharos(String... arguments) throws Exception {
    return start(checkout.resolve("pharos"), arguments);
  }

  private Result start(Path script, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(arguments));
    var out = Files.createTempFile(folder, "out", "");
    var err = Files.createTempFile(folder, "err", "");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private List<String> builds() throws IOException {
    var log = checkout.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  @Test
  void buildsTheFirstTimeOnly() throws Exception {
    var first = pharos("version");
    var second = pharos("version");

    assertThat(first.err()).startsWith("pharos: building Pharos (the first time takes");
    assertThat(first.exitCode()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
    assertThat(builds().get(0)).contains("package -pl services/platform -am");
    assertThat(checkout.resolve("services/platform/target/building")).doesNotExist();
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    pharos("version");
    var source = checkout.resolve("common/runtime/src/main/java/New.java");
    Files.writeString(source, "class New {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    pharos("version");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void aTestOrABuildOutputIsNoReasonToBuild() throws Exception {
    pharos("version");
    for (var name : List.of("common/runtime/src/test/T.java", "common/runtime/target/X.class")) {
      var file = checkout.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    pharos("version");

    assertThat(builds()).hasSize(1);
  }

  @Test
  void aFailedBuildShowsItsErrors() throws Exception {
    tool(
        "mvn",
        """
        #!/bin/sh
        if [ "$1" = -v ]; then echo 'Apache Maven 3.8.7'; exit; fi
        echo '[INFO] noise'
        echo '[ERROR] A.java:[1,2] cannot find symbol'
        exit 1
        """);

    var result = pharos("version");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("  A.java:[1,2] cannot find symbol")
        .contains("the build failed; the whole of its output is in " + checkout)
        .doesNotContain("noise");
    assertThat(result.out()).isEmpty();
    assertThat(checkout.resolve("services/platform/target/building")).doesNotExist();
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    tool("mvn", BUILDING_MAVEN.replace("mkdir", "sleep 1; mkdir"));
    var script = checkout.resolve("pharos").toString();

    tool("twice", "#!/bin/sh\n'" + script + "' version & '" + script + "' version; wait\n");
    var result = start(folder.resolve("tools/twice"));

    assertThat(result.out().lines().filter(line -> line.startsWith("java "))).hasSize(2);
    assertThat(result.err()).contains("waiting for another build");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aLockLeftByAKilledBuildIsNoObstacle() throws Exception {
    var target = Files.createDirectories(checkout.resolve("services/platform/target"));
    Files.createSymbolicLink(target.resolve("building"), Path.of("999999999"));

    assertThat(pharos("version").exitCode()).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    environment.put("PATH", onlyBasicTools());

    var result = pharos("version");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("Maven 3.8 or newer is needed").contains("no mvn");
  }

  @Test
  void anOldMavenIsNamed() throws Exception {
    tool("mvn", "#!/bin/sh\necho 'Apache Maven 3.6.3'\n");

    assertThat(pharos("version").err()).contains("the mvn on the PATH is 3.6.3");
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws Exception {
    environment.remove("JAVA_HOME");
    environment.put("PATH", onlyBasicTools());

    var result = pharos("version");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("Java 17 or newer is needed").contains("None was found");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    environment.put("JAVA_HOME", javaHome("old", "1.8.0_402").toString());
    environment.put("PATH", onlyBasicTools());

    assertThat(pharos("version").err())
        .contains("Java 17 or newer is needed")
        .contains("Found Java 8 in " + folder.resolve("old"));
  }

  @Test
  void anOldJavaHomeIsPassedOverForTheOneOnThePath() throws Exception {
    environment.put("JAVA_HOME", javaHome("old", "11.0.2").toString());
    Files.createSymbolicLink(folder.resolve("tools/java"), java.resolve("bin/java"));

    assertThat(pharos("version").exitCode()).isZero();
  }

  @Test
  void aRuntimeWithoutCompilerCannotBuild() throws Exception {
    Files.delete(java.resolve("bin/javac"));

    assertThat(pharos("version").err()).contains("a Java without compiler");
  }

  @Test
  void worksFromAnywhereThroughALink() throws Exception {
    var bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("hop"), Path.of("../a checkout/pharos"));
    Files.createSymbolicLink(bin.resolve("pharos"), Path.of("hop"));

    var result = start(bin.resolve("pharos"), "runs", "--limit", "2");

    assertThat(result.out())
        .contains("-cp " + checkout.toRealPath() + "/services/platform/target/pharos/lib/*")
        .contains("dev.pharos.platform.PharosMain runs --limit 2");
  }

  @Test
  void aDistributionIsNeverBuilt() throws Exception {
    Files.createDirectories(checkout.resolve("lib"));

    assertThat(pharos("version").out()).contains("-cp " + checkout.toRealPath() + "/lib/*");
    assertThat(builds()).isEmpty();
  }

  @Test
  void thePlatformIsTunedAndClientsAreQuick() throws Exception {
    var platform = pharos("up").out();
    var client = pharos("runs").out();

    assertThat(platform)
        .containsPattern("-Dpharos.engine.memory=[1-9][0-9]+m ")
        .contains("wait=passive spin=3000.")
        .containsPattern("-Xmx[1-9][0-9]+m ")
        .doesNotContain("TieredStopAtLevel");
    assertThat(client)
        .contains("-XX:TieredStopAtLevel=1")
        .contains("malloc= blas=")
        .doesNotContain("javacpp");
  }

  @Test
  void theUsersOwnSettingsStand() throws Exception {
    environment.put("OPENBLAS_CORETYPE", "Nehalem");
    environment.put("MALLOC_MMAP_THRESHOLD_", "1");
    environment.put("OMP_WAIT_POLICY", "active");
    environment.put("PHAROS_JAVA_OPTS", "-Xmx9g -Da=b");

    var out = pharos("up").out();

    assertThat(out).contains("blas=Nehalem").containsPattern("-Xmx[0-9]+m .*-Xmx9g -Da=b .*-cp");
    assertThat(out).contains("malloc=1 ").contains("wait=active spin=.");
  }

  /** A folder with the tools of a bare system, and neither java nor mvn. */
  private String onlyBasicTools() throws IOException {
    var bare = Files.createDirectories(folder.resolve("bare"));
    for (var tool : BASIC_TOOLS) {
      var real =
          List.of("/usr/bin", "/bin").stream()
              .map(directory -> Path.of(directory, tool))
              .filter(Files::exists)
              .findFirst();
      if (real.isPresent()) {
        Files.createSymbolicLink(bare.resolve(tool), real.get());
      }
    }
    return bare.toString();
  }
}
