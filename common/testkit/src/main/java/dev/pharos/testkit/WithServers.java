package dev.pharos.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real Kafka broker and a real PostgreSQL.
 *
 * <p>The class gets a {@link TestServers} as a parameter (of its constructor, test or life cycle
 * methods) or in a field of that type: a database of its own with the schema in it, and a topic
 * prefix of its own. The servers are started by the first class that wants them and serve all tests
 * of the JVM: embedded ones, or containers with {@code mvn -Pcontainers} (images: the environment
 * variables POSTGRES_IMAGE and KAFKA_IMAGE).
 *
 * <pre>{@code
 * @WithServers
 * class OutboxIT {
 *   @Test
 *   void whatIsCommittedIsPublished(TestServers servers) { ... }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ServersExtension.class)
public @interface WithServers {}
