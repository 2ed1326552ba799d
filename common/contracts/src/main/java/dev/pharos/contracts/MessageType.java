package dev.pharos.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a record that travels as the data of a CloudEvent.
 *
 * <p>{@code @MessageType(name = "job.submit", version = 1)} makes the CloudEvents type {@code
 * dev.pharos.job.submit.v1} and the schema {@code schemas/job.submit.v1.json}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MessageType {
  /** Dotted name without prefix and version, such as {@code job.submit}. */
  String name();

  /** Version of the data's schema, from 1; it grows when a change is not backward compatible. */
  int version();
}
