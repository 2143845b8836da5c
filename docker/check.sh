#!/usr/bin/env bash
# Starts each image once, on this machine's embedded SQS, S3 and PostgreSQL, and waits until it is ready.
#   docker/check.sh [--build] [SERVICE …]
# Takes the images that `docker/build.sh --tag check` made; --build packages the services and makes them first,
# on the base image $BASE (eclipse-temurin:25-jre). Where no Docker engine answers, or the base image cannot be
# had, it says so and succeeds.
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${PREFIX:-weir} tag=${TAG:-check} base=${BASE:-eclipse-temurin:25-jre} build=
if [ "${1:-}" = --build ]; then build=yes; shift; fi
services=("$@")
[ ${#services[@]} -gt 0 ] || services=(metadata-svc artifact-store scheduler-svc worker)

if ! docker version --format '{{.Server.Version}}' >/dev/null 2>&1; then
  echo "SKIPPED: no Docker engine answers, so the images were not started"
  exit 0
fi

JAVA_HOME=$(./weir jdk)
export JAVA_HOME
if [ -n "$build" ]; then
  if ! docker image inspect "$base" >/dev/null 2>&1 && ! why=$(docker pull -q "$base" 2>&1); then
    echo "SKIPPED: no image $base, so the images were neither built nor started: $why"
    exit 0
  fi
  mvn -B -q -Dquick -pl "testkit,task-runtime,$(IFS=,; echo "${services[*]}")" -am package
  docker/build.sh --prefix "$prefix" --tag "$tag" --base "$base" "${services[@]}"
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
"$JAVA_HOME/bin/java" -cp 'testkit/target/dist/lib/*' \
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

free_port() {
  local port
  while port=$((RANDOM % 20000 + 20000)) && (exec 4<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# The host's network, because the embedded parts listen on its loopback interface only; so free ports, too.
declare -A port
for service in metadata-svc scheduler-svc artifact-store worker; do
  port[$service]=$(free_port)
done
url() { echo "http://127.0.0.1:${port[$1]}"; }

check() {
  local service=$1 image="$prefix/$1:$tag" container env deadline
  env=(-e "AWS_REGION=$(of '' region)" -e "AWS_ACCESS_KEY_ID=$(of '' accessKeyId)"
    -e "AWS_SECRET_ACCESS_KEY=$(of '' secretAccessKey)"
    -e "AWS_ENDPOINT_URL_SQS=$(of '"sqs":' endpoint)" -e "AWS_ENDPOINT_URL_S3=$(of '"s3":' endpoint)"
    -e "SCHEDULER_METADATA_URL=$(url metadata-svc)" -e "SCHEDULER_ARTIFACT_STORE_URL=$(url artifact-store)"
    -e "WORKER_METADATA_URL=$(url metadata-svc)" -e "WORKER_SCHEDULER_URL=$(url scheduler-svc)"
    -e "WORKER_ARTIFACT_STORE_URL=$(url artifact-store)" -e STORE_BUCKET=weir-artifacts
    -e "QUARKUS_HTTP_PORT=${port[$service]}")
  case $service in
    metadata-svc) database metadata ;;
    scheduler-svc) database scheduler ;;
    artifact-store) database artifacts ;;
  esac
  container=$(docker run -d --network host "${env[@]}" "$image")
  started+=("$container")
  deadline=$((SECONDS + 90))
  until docker exec "$container" /opt/weir/healthy ready 2>/dev/null; do
    if [ $SECONDS -ge $deadline ] || [ "$(docker inspect -f '{{.State.Running}}' "$container")" != true ]; then
      echo "$image is not ready:" >&2
      docker logs --tail 40 "$container" >&2
      return 1
    fi
    sleep 0.5
  done
  docker exec "$container" /opt/weir/healthy || { echo "$image is ready but not alive" >&2; return 1; }
  [ "$(docker exec "$container" id -u)" != 0 ] || { echo "$image runs as root" >&2; return 1; }
  echo "$image is ready on port ${port[$service]}"
}

for service in "${services[@]}"; do
  check "$service"
done
