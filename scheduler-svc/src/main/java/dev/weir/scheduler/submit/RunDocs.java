package dev.weir.scheduler.submit;

/** The words and examples of the runs' OpenAPI. */
final class RunDocs {
  static final String POST =
      """
      Starts a flow whose code package, and whose included files, are in artifact-store already. The package's \
      digest names the version of the code. Parameters are held to what the flow declares before anything starts: \
      JSON for values, `{"content": digest, "name": name}` for files. The answer is the run; `GET` it to see it move.

      Send an `Idempotency-Key` to make a repeat safe: the same request under the same key starts one run, \
      however often and from however many places at once it arrives.""";

  static final String KEY =
      "Any visible ASCII, at most 255 characters; yours alone within a project. "
          + "The same key and request give the same run; the same key and another request a 409.";

  static final String REQUEST =
      """
      {
        "project": "default",
        "package": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08:2048",
        "parameters": {
          "maxGenres": 7,
          "movieData": {
            "content": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae:220145",
            "name": "movies.csv"
          }
        },
        "tags": ["nightly"],
        "namespace": "project:films",
        "maxWorkers": 16
      }""";

  static final String RUN =
      """
      {
        "createdAt": "2026-11-20T23:21:46.936Z",
        "flow": "GenreStatsFlow",
        "id": "w12",
        "owner": "ada",
        "package": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08:2048",
        "parameters": {"maxGenres": 7},
        "project": "default",
        "state": "RUNNING",
        "steps": [
          {"failed": 0, "ready": 1, "running": 0, "step": "start", "succeeded": 0, "total": 1},
          {"failed": 0, "ready": 0, "running": 0, "step": "end", "succeeded": 0, "total": 0}
        ],
        "tags": ["nightly"]
      }""";

  static final String MALFORMED =
      """
      {
        "type": "urn:problem:malformed-request",
        "title": "The request is malformed",
        "status": 400,
        "detail": "field 'package' is missing (line 1, column 2)",
        "instance": "/v1/runs"
      }""";

  static final String INVALID_PARAMETER =
      """
      {
        "type": "urn:problem:invalid-parameter",
        "title": "A parameter is wrong",
        "status": 422,
        "detail": "parameter 'maxGenre' is not known; did you mean 'maxGenres'? The flow has: maxGenres, movieData",
        "instance": "/v1/runs"
      }""";

  private RunDocs() {}
}
