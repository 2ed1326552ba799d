package dev.pharos.runtime.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jdbi.v3.core.qualifier.Qualifier;

/**
 * Marks a component of a row record that is read from a {@code json} or {@code jsonb} column:
 *
 * <pre>{@code
 * record RunRow(UUID id, @Json JobSpec spec) {}
 * handle.createQuery("select id, spec from runs").mapTo(RunRow.class).list();
 * }</pre>
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
public @interface Json {}
