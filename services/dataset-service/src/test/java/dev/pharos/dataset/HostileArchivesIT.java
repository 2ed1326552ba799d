package dev.pharos.dataset;

import static dev.pharos.dataset.RunningService.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody might send to break the service, through the door where it would come in. */
@WithServers
class HostileArchivesIT {
  private static final int ZEROS = 80_000_000;

  private TestServers servers;
  @TempDir Path folder;
  private RunningService service;
  private Map<String, byte[]> digits;

  @BeforeEach
  void start() throws Exception {
    service = RunningService.start(servers, folder, Map.of("imports.max-files", "500"));
    SampleData.digits(folder.resolve("digits"), 100, 31);
    digits = Archives.contentOf(folder.resolve("digits"));
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  private Map<String, byte[]> digitsAnd(String... names) {
    var content = new TreeMap<>(digits);
    for (var name : names) {
      content.put(name, "no image".getBytes(UTF_8));
    }
    return content;
  }

  private JsonNode sent(String name, byte[] archive) throws Exception {
    var path = "/v1/datasets/%s/upload".formatted(name);
    var accepted = service.send("PUT", path, BodyPublishers.ofByteArray(archive));
    assertThat(accepted.statusCode()).as("%s: %s", name, json(accepted)).isEqualTo(202);
    return service.ended(json(accepted));
  }

  private void assertTaken(String name, byte[] archive, int bad) throws Exception {
    var ended = sent(name, archive);
    assertThat(ended.get("phase").asText()).as("%s", ended).isEqualTo("READY");
    assertThat(ended.get("bad").asInt()).as("%s", ended).isEqualTo(bad);
    assertThat(service.get("/v1/datasets/" + name).statusCode()).isEqualTo(200);
  }

  private void assertRefused(String name, byte[] archive, String why) throws Exception {
    var ended = sent(name, archive);
    assertThat(ended.get("phase").asText()).as("%s", ended).isEqualTo("FAILED");
    assertThat(ended.get("reason").asText()).contains(why);
    assertThat(service.get("/v1/datasets/" + name).statusCode()).isEqualTo(404);
  }

  private static byte[] tarWithLinks(Map<String, byte[]> content) throws Exception {
    var out = new ByteArrayOutputStream();
    try (var tar = Archives.newTar(out)) {
      for (var each : content.entrySet()) {
        Archives.put(tar, each.getKey(), each.getValue());
      }
      Archives.putLink(tar, "0/passwords.png", "/etc/passwd", true);
      Archives.putLink(tar, "0/same.png", "../../../etc/passwd", false);
    }
    return out.toByteArray();
  }

  @Test
  void whatIsHostileInPartIsLeftOutAndTheRestIsTaken() throws Exception {
    assertTaken("traversal", Archives.tar(digitsAnd("../../evil.png", "/evil.png")), 2);
    assertTaken("links", tarWithLinks(digits), 2);
    var nested = digitsAnd();
    nested.put(
        "0/inner.png",
        Files.readAllBytes(Archives.zip(folder.resolve("inner"), Map.of("a/b", new byte[9]))));
    assertTaken("nested", Archives.tar(nested), 1);
    var scripts = new TreeMap<String, byte[]>();
    digits.forEach(
        (name, image) ->
            scripts.put(
                name.replaceFirst("^[0-4]/", "猫 🐈/").replaceFirst("^[5-9]/", "كلب/ящик-"), image));
    assertTaken("scripts", Archives.tar(scripts), 0);
    assertThat(json(service.get("/v1/datasets/scripts")).at("/versions/0/classes"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("猫 🐈", "كلب");
    assertThat(folder.resolve("evil.png")).doesNotExist();
    assertThat(Path.of("/evil.png")).doesNotExist();
    assertNothingIsLeft();
  }

  @Test
  void whatIsHostileAsAWholeIsRefusedWithAReasonAndLeavesNothing() throws Exception {
    var zeros = new TreeMap<>(digits);
    zeros.put("0/zeros.png", new byte[ZEROS]);
    assertRefused("bomb", Archives.gzip(Archives.tar(zeros)), "unpacks to more than");
    var many = new TreeMap<String, byte[]>();
    for (var i = 0; i < 501; i++) {
      many.put("%d/%d.png".formatted(i % 2, i), new byte[0]);
    }
    assertRefused("many", Archives.tar(many), "more than 500 entries");
    var whole = Archives.tar(digits);
    assertRefused("cut", Arrays.copyOf(whole, whole.length / 2), "damaged");
    assertRefused("text", "no archive".getBytes(UTF_8), "neither a zip nor a tar");
    var one = new TreeMap<String, byte[]>();
    digits.forEach((name, image) -> one.put("cat/" + name.replace('/', '-'), image));
    assertRefused("one-class", Archives.tar(one), "class");
    var alike = new TreeMap<String, byte[]>();
    digits.forEach(
        (name, image) -> {
          // The same word, stored as one letter and as a letter with an accent.
          var label = name.charAt(0) < '5' ? "caf\u00e9" : "cafe\u0301";
          alike.put(label + "/" + name.replace('/', '-'), image);
        });
    assertRefused("alike", Archives.tar(alike), "caf");
    var zip = Archives.zip(folder.resolve("empty"), digitsAnd("10/"));
    assertRefused("empty-class", Files.readAllBytes(zip), "'10'");
    assertNothingIsLeft();
    assertTaken("after-all-that", whole, 0);
  }

  private void assertNothingIsLeft() throws Exception {
    for (var place : new String[] {"imports/work", "artifacts/unfinished"}) {
      Awaitility.await().untilAsserted(() -> assertThat(folder.resolve(place)).isEmptyDirectory());
    }
    try (var uploads = Files.walk(folder.resolve("imports/uploads"))) {
      assertThat(uploads.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
