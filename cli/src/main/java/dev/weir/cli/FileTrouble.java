package dev.weir.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a file system or a store refused, in words for the one who typed the command. */
final class FileTrouble {
  private FileTrouble() {}

  static String text(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException trouble when trouble.getReason() != null ->
          trouble.getFile() + ": " + trouble.getReason();
      case IOException trouble when trouble.getMessage() == null -> trouble.toString();
      case IOException trouble -> trouble.getMessage();
    };
  }
}
