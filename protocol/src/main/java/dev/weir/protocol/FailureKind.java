package dev.weir.protocol;

/** Whose fault a failed attempt is, and so what may follow it. */
public enum FailureKind {
  /** The step threw an exception. */
  USER_ERROR,
  /** The step said that no attempt will do better: it shall not be tried again. */
  NO_RETRY,
  /** The step's process ended by itself: {@code System.exit}, a crash, a signal. */
  PROCESS_EXITED,
  OUT_OF_MEMORY,
  /** The step took longer than its {@code @Timeout}. */
  TIMED_OUT,
  /** Something of ours or of the platform: storage, network, start-up of the process. */
  PLATFORM
}
