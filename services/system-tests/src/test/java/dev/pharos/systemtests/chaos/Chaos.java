package dev.pharos.systemtests.chaos;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A test that takes minutes: {@code services/system-tests/chaos} runs it, the build does not. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = "pharos.chaos",
    matches = "all",
    disabledReason = "takes minutes; services/system-tests/chaos or -Dpharos.chaos=all runs it")
@interface Chaos {}
