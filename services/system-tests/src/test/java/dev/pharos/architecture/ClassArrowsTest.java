package dev.pharos.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules, and which module alone may know which library. */
class ClassArrowsTest {
  private static JavaClasses pharos;

  @BeforeAll
  static void read() {
    pharos =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pharos");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(pharos);
  }

  static Stream<ArchRule> rules() {
    return Stream.of(
        arrows(),
        knownOnlyBy(
            "Deeplearning4j",
            PharosModule.ENGINE,
            "express it with dev.pharos.engine, so that another engine can take its place",
            "org.deeplearning4j..",
            "org.nd4j..",
            "org.bytedeco.."),
        knownOnlyBy(
            "Kafka's broker",
            PharosModule.EMBEDDED,
            "a client is all that others need, see common/messaging",
            "kafka..",
            "org.apache.kafka.server..",
            "org.apache.kafka.metadata..",
            "org.apache.kafka.storage.."),
        knownOnlyBy(
            "Flyway",
            PharosModule.MIGRATIONS,
            "the schema has one source: add a migration there, and call Migrations.migrate",
            "org.flywaydb.."),
        knownOnlyBy(
            "JUnit and Testcontainers",
            PharosModule.TESTKIT,
            "main code must not know test code",
            "org.junit..",
            "org.testcontainers.."),
        knowsOnly(
            PharosModule.NETWORKS, "it is plain Java that describes networks", "com.fasterxml.."),
        knowsOnly(
            PharosModule.CONTRACTS,
            "anybody may read these messages, whatever they use for the rest",
            "com.fasterxml..",
            "com.networknt.."),
        knowsNothingOf(PharosModule.IMAGING, "it turns bytes into pixels"),
        knowsNothingOf(PharosModule.ENGINE, "it calculates, its callers talk"));
  }

  private static ArchRule arrows() {
    return classes()
        .should(
            new ArchCondition<>("use only modules that theirs may use") {
              @Override
              public void check(JavaClass user, ConditionEvents events) {
                var from = PharosModule.ofPackage(user.getPackageName());
                if (from.isEmpty()) {
                  events.add(
                      SimpleConditionEvent.violated(
                          user,
                          "%s is in no module's package: put it under one of those that %s lists"
                              .formatted(user.getName(), PharosModule.class.getName())));
                  return;
                }
                for (var dependency : user.getDirectDependenciesFromSelf()) {
                  PharosModule.ofPackage(
                          dependency.getTargetClass().getBaseComponentType().getPackageName())
                      .filter(to -> !from.get().mayUse(to))
                      .ifPresent(
                          to ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      dependency,
                                      "%s must not use %s: %s. %s"
                                          .formatted(
                                              from.get().folder(),
                                              to.folder(),
                                              from.get().mend(to),
                                              dependency.getDescription()))));
                }
              }
            });
  }

  private static ArchRule knownOnlyBy(
      String library, PharosModule module, String mend, String... packages) {
    return noClasses()
        .that(not(resideInAPackage(module.rootPackage() + "..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages))
        .because("only %s knows %s: %s".formatted(module.folder(), library, mend));
  }

  private static ArchRule knowsOnly(PharosModule module, String reason, String... libraries) {
    var known =
        Stream.concat(Stream.of("java..", module.rootPackage() + ".."), Stream.of(libraries));
    return classes()
        .that(resideInAPackage(module.rootPackage() + ".."))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)))
        .because(
            "%s knows no framework, %s: move what needs one to its users"
                .formatted(module.folder(), reason));
  }

  private static ArchRule knowsNothingOf(PharosModule module, String reason) {
    return noClasses()
        .that(resideInAPackage(module.rootPackage() + ".."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.vertx..", "org.apache.kafka..", "java.sql..", "org.jdbi.."))
        .because(
            "%s knows no web server, broker or database, %s: move what needs one to a service"
                .formatted(module.folder(), reason));
  }
}
