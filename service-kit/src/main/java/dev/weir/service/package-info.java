/** What each service shares: who asks, how a refusal looks, how JSON is read and written. */
@NullMarked
package dev.weir.service;

import org.jspecify.annotations.NullMarked;
