package dev.weir.libraries;

import dev.weir.protocol.Library;
import java.nio.file.Path;

/** A library of a class path, and where its bytes are on this machine. */
public record LibraryFile(Library library, Path file) {}
