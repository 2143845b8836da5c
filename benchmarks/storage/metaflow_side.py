"""save|load, local|s3, its root, a file with keys, a dataset: Metaflow's own datastore, by what its tasks call.

The content-addressed store of a FlowDataStore gets the bytes as they are: a task would pickle them first."""

import json
import sys
import time

from metaflow.datastore.flow_datastore import FlowDataStore
from metaflow.plugins.datastores.local_storage import LocalStorage
from metaflow.plugins.datastores.s3_storage import S3Storage


def blobs(file, count, size):
    with open(file, "rb") as data:
        for _ in range(count):
            yield data.read(size)


def main():
    verb, place, root, keys, file, count, size = sys.argv[1:]
    count, size = int(count), int(size)
    store = FlowDataStore("Bench", storage_impl=LocalStorage if place == "local" else S3Storage, ds_root=root).ca_store
    started = time.monotonic()
    if verb == "save":
        saved = [result.key for result in store.save_blobs(blobs(file, count, size), len_hint=count)]
        took = time.monotonic() - started
        with open(keys, "w") as out:
            out.write("\n".join(saved))
    else:
        with open(keys) as lines:
            wanted = lines.read().split()
        started = time.monotonic()
        came = sum(len(blob) for _, blob in store.load_blobs(wanted))
        took = time.monotonic() - started
        assert came == count * size, came
    with open("/proc/self/status") as status:
        rss = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    print(json.dumps({"seconds": took, "rss": rss, "heap": 0}))


if __name__ == "__main__":
    main()
