#!/usr/bin/env bash
# Builds the images of all services from what `mvn -Dquick package` has packaged.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'USAGE'
usage: docker/build.sh [--prefix NAME] [--tag TAG] [--base IMAGE | --local-base] [SERVICE …]
  --prefix NAME   what the images are called before the service's name (weir)
  --tag TAG       their tag (the commit)
  --base IMAGE    the image with Java 25 they are built on (eclipse-temurin:25-jre)
  --local-base    build that image from this machine's Debian mirror and JDK, where no registry can be
                  reached (needs root and debootstrap)
  SERVICE         only these of metadata-svc, scheduler-svc, artifact-store, worker
USAGE
}

prefix=weir tag='' base=eclipse-temurin:25-jre services=()
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) prefix=$2; shift 2 ;;
    --tag) tag=$2; shift 2 ;;
    --base) base=$2; shift 2 ;;
    --local-base) base=weir/base:local; shift ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) services+=("$1"); shift ;;
  esac
done
[ ${#services[@]} -gt 0 ] || services=(metadata-svc scheduler-svc artifact-store worker)
[ -n "$tag" ] || tag=$(git rev-parse --short=12 HEAD)

docker version --format '{{.Server.Version}}' >/dev/null 2>&1 ||
  { echo "no Docker engine answers; start one, or set DOCKER_HOST" >&2; exit 1; }

# A JVM of the image must match the class files: Java 25, and bash for the health check.
local_base() {
  docker image inspect "$base" >/dev/null 2>&1 && return
  local jdk=${JAVA_HOME:?set JAVA_HOME to a JDK 25} root
  root=$(mktemp -d)
  trap 'rm -rf "$root"' RETURN
  debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" >"$root.log" ||
    { tail -5 "$root.log" >&2; exit 1; }
  rm -f "$root.log"
  mkdir -p "$root/opt/java"
  cp -r "$jdk" "$root/opt/java/openjdk"
  rm -rf "$root"/opt/java/openjdk/{jmods,lib/src.zip} "$root"/var/cache/apt/archives/*.deb
  tar -C "$root" -c . | docker import \
    --change 'ENV JAVA_HOME=/opt/java/openjdk' \
    --change 'ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    --change 'ENV LANG=C.UTF-8' - "$base" >/dev/null
  echo "built $base"
}

port() {
  case $1 in
    metadata-svc) echo 8080 ;;
    scheduler-svc) echo 8081 ;;
    artifact-store) echo 8082 ;;
    worker) echo 8083 ;;
    *) echo "no service $1" >&2; exit 2 ;;
  esac
}

build() {
  local service=$1 target=service port
  port=$(port "$service")
  [ "$service" != worker ] || target=worker
  [ -f "$service/target/quarkus-app/quarkus-run.jar" ] ||
    { echo "$service is not packaged; run: mvn -Dquick package" >&2; exit 1; }
  docker build --quiet -f docker/Dockerfile --target "$target" --build-arg BASE_IMAGE="$base" \
    --build-arg SERVICE="$service" --build-arg PORT="$port" -t "$prefix/$service:$tag" . >/dev/null
  echo "built $prefix/$service:$tag"
}

[ "$base" != weir/base:local ] || local_base
for service in "${services[@]}"; do
  build "$service"
done
