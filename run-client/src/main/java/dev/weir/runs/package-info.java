/**
 * Runs for Java programs and notebooks: what ran, by {@link dev.weir.runs.Weir}, and what shall
 * run, by {@link dev.weir.runs.Runner}.
 *
 * <p>An object is what the record said when it was made, and never changes; {@code refresh()} asks
 * again. What it does not hold, such as the tasks of a step or the value of an artifact, is fetched
 * when it is asked for. All may be used by many threads.
 */
@NullMarked
package dev.weir.runs;

import org.jspecify.annotations.NullMarked;
