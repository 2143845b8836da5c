package dev.weir.artifact.chunks;

import dev.weir.protocol.ChunkPlace;
import dev.weir.protocol.ChunkPlaces;
import dev.weir.protocol.PackPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Frames of one pack that are near each other, read by one request.
 *
 * @param at the first byte
 * @param end the byte after the last
 * @param pieces which of the places that were asked for are in it
 */
record PackSpan(PackPlace pack, long at, long end, List<Piece> pieces) {
  /** So many bytes that nobody asked for cost less than another request. */
  private static final int GAP = 1 << 17;

  private static final int MOST = 8 << 20;

  PackSpan {
    pieces = List.copyOf(pieces);
  }

  /**
   * A frame.
   *
   * @param index of its chunk among those asked for
   */
  record Piece(int index, ChunkPlace place) {
    private long end() {
      return place.at() + place.stored();
    }
  }

  /** All places in as few spans as makes sense. */
  static List<PackSpan> of(ChunkPlaces places) {
    var pieces = new ArrayList<Piece>();
    for (var i = 0; i < places.places().size(); i++) {
      var place = places.places().get(i);
      if (place != null) {
        pieces.add(new Piece(i, place));
      }
    }
    pieces.sort(
        Comparator.comparingInt((Piece piece) -> piece.place().pack())
            .thenComparingLong(piece -> piece.place().at()));
    var spans = new ArrayList<PackSpan>();
    for (var from = 0; from < pieces.size(); ) {
      var next = next(pieces, from);
      var first = pieces.get(from).place();
      spans.add(
          new PackSpan(
              places.packs().get(first.pack()),
              first.at(),
              pieces.get(next - 1).end(),
              pieces.subList(from, next)));
      from = next;
    }
    return spans;
  }

  private static int next(List<Piece> pieces, int from) {
    var first = pieces.get(from).place();
    var next = from + 1;
    for (; next < pieces.size(); next++) {
      var place = pieces.get(next).place();
      if (place.pack() != first.pack()
          || place.at() > pieces.get(next - 1).end() + GAP
          || pieces.get(next).end() > first.at() + MOST) {
        break;
      }
    }
    return next;
  }

  int size() {
    return Math.toIntExact(end - at);
  }
}
