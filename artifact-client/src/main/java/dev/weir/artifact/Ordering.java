package dev.weir.artifact;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Whether the order in which a collection gives its elements is part of its value. */
final class Ordering {
  private static final Set<Class<?>> UNORDERED =
      Set.of(
          HashSet.class,
          HashMap.class,
          ConcurrentHashMap.class,
          ConcurrentHashMap.KeySetView.class,
          WeakHashMap.class,
          Hashtable.class);

  private Ordering() {}

  /** For certain; a wrapper that hides what is inside counts as ordered. */
  static boolean isUnordered(Object value) {
    var type = value.getClass();
    var name = type.getName();
    return UNORDERED.contains(type)
        || name.startsWith("java.util.HashMap$")
        || name.startsWith("java.util.ImmutableCollections$Set")
        || name.startsWith("java.util.ImmutableCollections$Map");
  }

  /** Whether its order, if it sorts, is the elements' own. */
  static boolean isNatural(Object value) {
    var comparator =
        switch (value) {
          case SortedSet<?> set -> set.comparator();
          case SortedMap<?, ?> map -> map.comparator();
          default -> null;
        };
    return comparator == null || comparator.equals(Comparator.naturalOrder());
  }

  /** One whose equality is that of the interface it implements. */
  static boolean isOfTheJdk(Object value) {
    return value.getClass().getPackageName().startsWith("java.util")
        && !(value instanceof IdentityHashMap)
        && !(value instanceof Properties);
  }
}
