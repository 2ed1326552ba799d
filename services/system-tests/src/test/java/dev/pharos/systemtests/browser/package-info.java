/**
 * The dashboard in a real Chromium, driven as people use it: by labels, roles and keys.
 *
 * <p>Where no Chromium is found these tests are skipped with the reason; with {@code
 * PHAROS_REQUIRE_BROWSER=1} they fail instead. {@code PHAROS_CHROMIUM} names one that is not in a
 * usual place.
 */
package dev.pharos.systemtests.browser;
