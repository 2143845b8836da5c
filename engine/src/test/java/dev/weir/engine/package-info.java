/** Contract and property tests, exported for every implementation of the ledger. */
@NullMarked
package dev.weir.engine;

import org.jspecify.annotations.NullMarked;
