/**
 * The experiment registry: takes jobs, gives them to workers, keeps what becomes of them, and
 * serves the dashboard.
 *
 * <p>{@link dev.pharos.registry.ExperimentRegistry} puts it together. The decisions are pure
 * ({@code lifecycle}, {@code placement}, the rules of {@code admission}); the stores ({@code runs},
 * {@code metrics}, {@code models}, {@code workers}) know SQL; the edges ({@code consuming}, {@code
 * scheduling}, {@code http}, {@code live}) connect them with Kafka, the clock and browsers.
 */
package dev.pharos.registry;
