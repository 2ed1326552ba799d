/** Lists that go on where they ended, whatever is added in the meantime (keyset pagination). */
package dev.pharos.registry.paging;
