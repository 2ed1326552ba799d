package dev.pharos.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What a pom does not declare cannot be imported, so this is the first fence. */
class PomArrowsTest {
  private static final Path ROOT = root();

  @ParameterizedTest
  @EnumSource
  void aModuleDependsOnlyOnWhatItMayUse(PharosModule module) throws Exception {
    var pom = ROOT.resolve(module.folder()).resolve("pom.xml");
    assertThat(forbidden(module, parse(pom))).isEmpty();
  }

  @Test
  void everyModuleIsKnown() throws Exception {
    var modules = new ArrayList<String>();
    var listed = parse(ROOT.resolve("pom.xml")).getElementsByTagName("module");
    for (int i = 0; i < listed.getLength(); i++) {
      modules.add(listed.item(i).getTextContent());
    }
    assertThat(modules)
        .as(
            "modules of the root pom; %s lists them with their arrows",
            PharosModule.class.getName())
        .containsExactlyInAnyOrderElementsOf(
            List.of(PharosModule.values()).stream().map(PharosModule::folder).toList());
  }

  private static List<String> forbidden(PharosModule module, Document pom) {
    var errors = new ArrayList<String>();
    var dependencies = pom.getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      var dependency = (Element) dependencies.item(i);
      var other = text(dependency, "artifactId").flatMap(PharosModule::ofArtifact);
      if (other.isEmpty() || !text(dependency, "groupId").orElse("").equals("dev.pharos")) {
        continue;
      }
      boolean inTests = text(dependency, "scope").orElse("compile").equals("test");
      if (!(inTests ? module.mayTestWith(other.get()) : module.mayUse(other.get()))) {
        errors.add(
            "%s/pom.xml must not depend on %s%s: %s"
                .formatted(
                    module.folder(),
                    other.get().artifactId(),
                    inTests ? " in its tests" : "",
                    module.mend(other.get())));
      }
    }
    return errors;
  }

  private static Optional<String> text(Element element, String name) {
    var found = element.getElementsByTagName(name);
    return found.getLength() == 0
        ? Optional.empty()
        : Optional.of(found.item(0).getTextContent().strip());
  }

  private static Document parse(Path pom)
      throws IOException, ParserConfigurationException, SAXException {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
  }

  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
