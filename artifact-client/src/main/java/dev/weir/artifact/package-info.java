/** Content addressing: blob stores behind one interface, and the codecs of artifact values. */
@NullMarked
package dev.weir.artifact;

import org.jspecify.annotations.NullMarked;
