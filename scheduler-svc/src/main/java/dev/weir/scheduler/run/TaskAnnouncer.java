package dev.weir.scheduler.run;

import java.util.List;

/** Tells workers that tasks may be claimed. */
public interface TaskAnnouncer {

  /**
   * Sends all of them and waits until they are stored.
   *
   * @return those that could not be sent; the sweeper sends them again
   */
  List<Announcement> announce(List<Announcement> tasks);
}
