"""Makes movies.csv of data/movies.json from the npm package vega-datasets.

    npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz
    python3 make-movies.py package/data/movies.json > movies.csv
"""

import csv
import json
import sys

COLUMNS = ["movie_title", "title_year", "genres", "gross"]


def text(value):
    return "" if value is None else str(value)


def main(path):
    with open(path, encoding="utf-8") as file:
        films = json.load(file)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    for film in films:
        out.writerow(
            [
                text(film["Title"]),
                text(film["Release Date"])[-4:],
                text(film["Major Genre"]),
                text(film["US Gross"]),
            ]
        )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1])
