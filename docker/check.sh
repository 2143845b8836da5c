#!/usr/bin/env bash
# Starts each image once, on this machine's embedded SQS, S3 and PostgreSQL, and waits until it is ready.
# Where no Docker engine answers it says so and succeeds. Build the images first: docker/build.sh --tag check
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${PREFIX:-weir} tag=${TAG:-check}
services=("$@")
[ ${#services[@]} -gt 0 ] || services=(metadata-svc artifact-store scheduler-svc worker)

if ! docker version --format '{{.Server.Version}}' >/dev/null 2>&1; then
  echo "SKIPPED: no Docker engine answers, so the images were not started"
  exit 0
fi

state=$(mktemp -d)
started=()
stop() {
  [ ${#started[@]} -eq 0 ] || docker rm -f "${started[@]}" >/dev/null
  exec 3>&-
  wait
  rm -rf "$state"
}
trap stop EXIT

# Ends when this script does: its standard input closes then.
mkfifo "$state/in" "$state/out"
"${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java" -cp 'testkit/target/dist/lib/*' \
  dev.weir.testkit.EmbeddedAws --data-dir "$state/data" --until-stdin-closes \
  <"$state/in" >"$state/out" 2>"$state/aws.log" &
exec 3>"$state/in"
read -r ready <"$state/out" || { cat "$state/aws.log" >&2; exit 1; }

# The value of the first member of that name after that text.
of() { sed -E "s/.*$1[^}]*\"$2\":\"([^\"]*)\".*/\1/" <<<"$ready"; }

database() {
  env+=(-e "QUARKUS_DATASOURCE_JDBC_URL=$(of "\"$1\":" jdbcUrl)"
    -e QUARKUS_DATASOURCE_USERNAME=postgres -e QUARKUS_DATASOURCE_PASSWORD=postgres)
}

port() { docker image inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$1" | sed -n 's/^QUARKUS_HTTP_PORT=//p'; }

check() {
  local service=$1 image="$prefix/$1:$tag" container env port deadline
  env=(-e "AWS_REGION=$(of '' region)" -e "AWS_ACCESS_KEY_ID=$(of '' accessKeyId)"
    -e "AWS_SECRET_ACCESS_KEY=$(of '' secretAccessKey)"
    -e "AWS_ENDPOINT_URL_SQS=$(of '"sqs":' endpoint)" -e "AWS_ENDPOINT_URL_S3=$(of '"s3":' endpoint)"
    -e SCHEDULER_METADATA_URL=http://127.0.0.1:8080 -e SCHEDULER_ARTIFACT_STORE_URL=http://127.0.0.1:8082
    -e WORKER_METADATA_URL=http://127.0.0.1:8080 -e WORKER_SCHEDULER_URL=http://127.0.0.1:8081
    -e WORKER_ARTIFACT_STORE_URL=http://127.0.0.1:8082 -e STORE_BUCKET=weir-artifacts)
  case $service in
    metadata-svc) database metadata ;;
    scheduler-svc) database scheduler ;;
  esac
  # The host's network, because the embedded parts listen on its loopback interface only.
  container=$(docker run -d --network host "${env[@]}" "$image")
  started+=("$container")
  port=$(port "$image")
  deadline=$((SECONDS + 90))
  until body=$(curl -fsS --max-time 3 "http://127.0.0.1:$port/q/health/ready" 2>/dev/null); do
    if [ $SECONDS -ge $deadline ] || [ "$(docker inspect -f '{{.State.Running}}' "$container")" != true ]; then
      echo "$image is not ready:" >&2
      docker logs --tail 40 "$container" >&2
      return 1
    fi
    sleep 0.5
  done
  docker exec "$container" /opt/weir/healthy || { echo "$image: its health check fails" >&2; return 1; }
  [ "$(docker exec "$container" id -u)" != 0 ] || { echo "$image runs as root" >&2; return 1; }
  echo "$image is ready on port $port"
}

for service in "${services[@]}"; do
  check "$service"
done
