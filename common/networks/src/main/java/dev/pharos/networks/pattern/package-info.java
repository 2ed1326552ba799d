/**
 * Networks written as text, after the architecture pattern of the CS231n notes: {@code INPUT ->
 * [[CONV -> RELU]*N -> POOL?]*M -> [FC -> RELU]*K -> FC}.
 *
 * <p>{@link dev.pharos.networks.pattern.Pattern} is what a text says, and makes the {@link
 * dev.pharos.networks.NetworkSpec} of it. Everything that can be wrong with a text is a {@link
 * dev.pharos.networks.NetworkException} that knows at which character.
 */
package dev.pharos.networks.pattern;
