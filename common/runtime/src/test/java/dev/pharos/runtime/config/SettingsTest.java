package dev.pharos.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  enum Color {
    RED,
    DARK_BLUE
  }

  record Everything(
      String text,
      int count,
      long bytes,
      double rate,
      boolean on,
      Duration howLong,
      Path folder,
      URI address,
      Color color,
      List<String> names,
      Optional<Integer> maybe,
      Secret password) {}

  record Server(@Default("127.0.0.1") String host, @Default("8080") int port) {
    Server {
      new Requirements()
          .that(!host.isBlank(), "host", host, "must not be empty")
          .that(port > 0, "port", port, "must be at least 1")
          .check();
    }
  }

  record Guarded(Secret password) {
    Guarded {
      new Requirements().that(false, "password", password, "must be longer").check();
    }
  }

  record Whole(Server http, Optional<Server> other, @Default("") List<String> labels) {}

  @Test
  void readsEveryType() {
    var settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("x.text", "hello"),
                Map.entry("x.count", " 7 "),
                Map.entry("x.bytes", "5000000000"),
                Map.entry("x.rate", "0.25"),
                Map.entry("x.on", "TRUE"),
                Map.entry("x.how-long", "90s"),
                Map.entry("x.folder", "~/data"),
                Map.entry("x.address", "http://localhost:1/"),
                Map.entry("x.color", "dark-blue"),
                Map.entry("x.names", "a, b,,c"),
                Map.entry("x.maybe", "3"),
                Map.entry("x.password", "hunter2")));
    var bound = settings.bind("x", Everything.class);
    assertThat(bound)
        .isEqualTo(
            new Everything(
                "hello",
                7,
                5_000_000_000L,
                0.25,
                true,
                Duration.ofSeconds(90),
                Path.of(System.getProperty("user.home"), "data"),
                URI.create("http://localhost:1/"),
                Color.DARK_BLUE,
                List.of("a", "b", "c"),
                Optional.of(3),
                Secret.of("hunter2")));
    assertThat(bound.toString()).doesNotContain("hunter2");
  }

  @Test
  void readsDurations() {
    record Times(Duration a, Duration b, Duration c, Duration d) {}
    var settings = Settings.of(Map.of("a", "500ms", "b", "2 m", "c", "PT1H30M", "d", "1d"));
    assertThat(settings.bind(Times.class))
        .isEqualTo(
            new Times(
                Duration.ofMillis(500),
                Duration.ofMinutes(2),
                Duration.ofMinutes(90),
                Duration.ofDays(1)));
  }

  @Test
  void commandLineIsStrongerThanEnvironmentIsStrongerThanFileIsStrongerThanDefault(
      @TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("p.properties"), "http.host=file\nhttp.port=1\n");
    Map<String, String> environment = Map.of("PHAROS_HTTP_PORT", "2", "PATH", "/bin");

    var fromFile = load(List.of("--config", file.toString()), Map.of());
    assertThat(fromFile.bind(Whole.class).http()).isEqualTo(new Server("file", 1));
    var fromEnvironment = load(List.of("--config=" + file), environment);
    assertThat(fromEnvironment.bind(Whole.class).http()).isEqualTo(new Server("file", 2));
    var fromArguments = load(List.of("--config=" + file, "--http.port=3"), environment);
    assertThat(fromArguments.bind(Whole.class).http()).isEqualTo(new Server("file", 3));
    assertThat(
            fromArguments.withOverrides("test", Map.of("http.port", "4")).bind(Whole.class).http())
        .isEqualTo(new Server("file", 4));
    assertThat(load(List.of(), Map.of()).bind(Whole.class).http())
        .isEqualTo(new Server("127.0.0.1", 8080));
    var programDefault = load(List.of(), Map.of()).withDefaults(Map.of("http.port", "5"));
    assertThat(programDefault.bind(Whole.class).http().port()).isEqualTo(5);
    assertThat(
            load(List.of(), Map.of("PHAROS_CONFIG", file.toString()))
                .bind(Whole.class)
                .http()
                .port())
        .isEqualTo(1);
  }

  @Test
  void anEmptyEnvironmentVariableIsNone() {
    var settings = load(List.of(), Map.of("PHAROS_HTTP_PORT", "", "PHAROS_OTHER_HOST", " "));
    assertThat(settings.bind(Whole.class))
        .isEqualTo(new Whole(new Server("127.0.0.1", 8080), Optional.empty(), List.of()));
  }

  @Test
  void anOptionalRecordIsThereWhenOneOfItsSettingsIs() {
    assertThat(Settings.of(Map.of("other.port", "9")).bind(Whole.class).other())
        .contains(new Server("127.0.0.1", 9));
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("p.properties"), "htp.port=1\n");
    var settings =
        load(
            List.of("--config=" + file, "--http.port=many", "--http.hots=x"),
            Map.of("PHAROS_OTHER_PORT", "-1", "PHAROS_HTTP_HOTS", "y", "PHAROS_SERVER", "fine"));

    var failure = catchThrowableOfType(SettingsException.class, () -> settings.bind(Whole.class));
    assertThat(failure.getMessage().lines().map(String::strip))
        .containsExactlyInAnyOrder(
            "5 settings are wrong:",
            "http.port = 'many' (command line --http.port): must be a whole number",
            "other.port = '-1' (environment variable PHAROS_OTHER_PORT): must be at least 1",
            "http.hots: unknown setting (command line --http.hots); did you mean http.host?",
            "PHAROS_HTTP_HOTS: unknown setting (environment variable); did you mean PHAROS_HTTP_HOST?",
            "htp.port: unknown setting (%s); did you mean http.port?".formatted(file));
  }

  @Test
  void namesTheKeyOfEveryViolationInARecord() {
    var settings = Settings.of(Map.of("http.host", " ", "http.port", "0"));
    assertThatThrownBy(() -> settings.bind("http", Server.class))
        .hasMessageContaining("http.host = ' ' (given by the program): must not be empty")
        .hasMessageContaining("http.port = '0' (given by the program): must be at least 1");
  }

  @Test
  void saysHowToSetWhatIsMissing() {
    record Needy(String theUrl) {}
    assertThatThrownBy(() -> Settings.of(Map.of()).bind("database", Needy.class))
        .hasMessage(
            "a setting is wrong: database.the-url: is required; set it with --database.the-url=... or the environment variable PHAROS_DATABASE_THE_URL");
  }

  @Test
  void listsWhatAnEnumCanBe() {
    record Painted(Color color) {}
    assertThatThrownBy(() -> Settings.of(Map.of("color", "green")).bind(Painted.class))
        .hasMessageContaining("color = 'green'")
        .hasMessageContaining("must be one of red, dark-blue");
  }

  @Test
  void neverShowsASecret() {
    assertThatThrownBy(() -> Settings.of(Map.of("password", "hunter2")).bind(Guarded.class))
        .hasMessageContaining("must be longer")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> Settings.of(Map.of("pasword", "hunter2")).bind(Whole.class))
        .hasMessageContaining("pasword")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aServiceSeesItsOwnSettingsFirst() {
    var settings =
        Settings.of(Map.of("http.host", "a", "gateway.http.port", "1", "registry.http.port", "2"))
            .shared();
    var gateway = settings.forService("gateway").bind("http", Server.class);
    var registry = settings.forService("registry").bind("http", Server.class);
    assertThat(gateway).isEqualTo(new Server("a", 1));
    assertThat(registry).isEqualTo(new Server("a", 2));
    assertThat(settings.keyOf(gateway, "port")).isEqualTo("gateway.http.port");
    settings.requireAllKnown();
  }

  @Test
  void sharedSettingsAreCheckedAsAWhole() {
    var settings = Settings.of(Map.of("http.port", "1", "typo", "2")).shared();
    settings.bind(Whole.class);
    assertThatThrownBy(settings::requireAllKnown).hasMessageContaining("typo: unknown setting");
  }

  @Test
  void refusesArgumentsOfAnotherFormAndMissingFiles(@TempDir Path folder) {
    assertThatThrownBy(() -> load(List.of("http.port=1", "--verbose"), Map.of()))
        .hasMessageContaining("http.port=1: must have the form --key=value")
        .hasMessageContaining("--verbose: must have the form --key=value");
    assertThatThrownBy(() -> load(List.of("--config", folder.resolve("none").toString()), Map.of()))
        .hasMessageContaining("must be a readable .properties file");
  }

  private static Settings load(List<String> arguments, Map<String, String> environment) {
    return Settings.load(arguments, environment, Set.of("PHAROS_SERVER"));
  }
}
