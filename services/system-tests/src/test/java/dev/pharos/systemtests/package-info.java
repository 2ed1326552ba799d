/**
 * The whole system through its real entry points: the {@code pharos} script in processes of its
 * own, HTTP, Kafka, a browser, and the commands of the README.
 *
 * <p>{@link dev.pharos.systemtests.SharedPlatform} is the fixture: one platform that all tests of a
 * build share. What would disturb the others (kills, restarts, odd settings) starts its own with
 * {@link dev.pharos.systemtests.PlatformProcess}.
 */
package dev.pharos.systemtests;
