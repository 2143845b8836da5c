#!/usr/bin/env python3
"""Reads blobs out of a directory of Weir's, knowing only docs/storage.md: read_store.py DIRECTORY DIGEST... > BYTES"""

import ctypes
import hashlib
import struct
import sys
from pathlib import Path

MIB = 1 << 20


def unpacked(frame, size):
    """What a zstd frame holds."""
    zstd = ctypes.CDLL("libzstd.so.1")
    zstd.ZSTD_decompress.restype = ctypes.c_size_t
    chunk = ctypes.create_string_buffer(size)
    zstd.ZSTD_decompress(chunk, ctypes.c_size_t(size), frame, ctypes.c_size_t(len(frame)))
    return chunk.raw  # Checked by its SHA-256, as all that is read.


class Pack:
    def __init__(self, file):
        self.bytes = file.read_bytes()
        at, count, zero, sha256, magic = struct.unpack(">QII32s8s", self.bytes[-56:])
        table = self.bytes[at:-56]
        assert self.bytes[:8] == magic == b"WEIRPAK1" and zero == 0 and len(table) == 48 * count, f"{file}: no pack"
        assert hashlib.sha256(table).digest() == sha256, f"{file}: its table is damaged"
        self.places = {entry[0]: entry[1:] for entry in struct.iter_unpack(">32sQII", table)}

    def chunk(self, sha256):
        at, stored, size = self.places[sha256]
        frame = self.bytes[at:at + stored]
        return frame if stored == size else unpacked(frame, size)


class Store:
    def __init__(self, root):
        self.root = Path(root)
        self.packs = [Pack(file) for file in sorted((self.root / "packs").glob("*.pack"))]

    def chunk(self, sha256):
        name = sha256.hex()
        file = self.root / "blobs" / name[:2] / name
        pack = next((pack for pack in self.packs if sha256 in pack.places), None)
        chunk = pack.chunk(sha256) if pack else file.read_bytes()
        assert hashlib.sha256(chunk).digest() == sha256, f"chunk {name} is damaged"
        return chunk

    def chunks(self, sha256, size, level=None):
        """The chunks under a node of a manifest, which is itself a chunk."""
        node = self.chunk(sha256)
        magic, own, count = struct.unpack(">8sBxxxI", node[:16])
        entries = list(struct.iter_unpack(">32sQ", node[16:]))
        assert magic == b"WEIRMAN1" and len(entries) == count and sum(under for _, under in entries) == size
        assert level is None or own == level, "levels are mixed up"
        for entry, under in entries:
            yield from self.chunks(entry, under, own - 1) if own else [self.chunk(entry)]

    def blob(self, digest):
        sha256, size = bytes.fromhex(digest.split(":")[0]), int(digest.split(":")[1])
        return self.chunks(sha256, size) if size > MIB else [self.chunk(sha256)]


if __name__ == "__main__":
    store = Store(sys.argv[1])
    for wanted in sys.argv[2:]:
        for piece in store.blob(wanted):
            sys.stdout.buffer.write(piece)
