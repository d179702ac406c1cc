#!/usr/bin/env bash
# Finds Java, builds on the first run or when sources are newer, raises the limit of file handles, and runs.
set -u

fail() { # EXIT_CODE LINE
  printf '%s\n' "$2" >&2
  exit "$1"
}

self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do # macOS before 12.3 has no readlink -f
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
done
home=$(CDPATH='' cd -- "$(dirname "$self")" && pwd -P) || exit 1

java='' feature=0 found=''
for candidate in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} "$(command -v java)"; do
  [ -x "$candidate" ] || continue
  version=$("$candidate" -version 2>&1 | sed -n 's/.* version "\([0-9][^"]*\)".*/\1/p' | head -n 1)
  feature=${version%%[!0-9]*}
  if [ "${feature:-0}" -ge 17 ]; then java=$candidate && break; fi
  found=${version:-$found}
done
[ -n "$java" ] || fail 64 "Java: expected 17 or newer, got ${found:-none}; install it (apt install openjdk-17-jdk, brew install openjdk) or set JAVA_HOME"
[ "$java" = "${JAVA_HOME:-}/bin/java" ] || unset JAVA_HOME # Maven would take that one

stamp=$home/target/built
is_built() {
  [ -f "$stamp" ] && [ -s "$home/target/classpath.txt" ] &&
    [ -z "$(find "$home/pom.xml" "$home/src" -newer "$stamp" 2>/dev/null | head -n 1)" ] || return 1
  IFS=: read -ra libraries <"$home/target/classpath.txt"
  for library in "${libraries[@]}"; do [ -e "$library" ] || return 1; done # somebody may have cleaned ~/.m2
}

identity() { # PID: number, start and boot of that process, because numbers are used again; no start = there is none
  read -ra stat <<<"$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null)"
  echo "$1 ${stat[19]:-$(LC_ALL=C TZ=UTC0 ps -o lstart= -p "$1" 2>/dev/null)} $(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
}

build() {
  command -v mvn >/dev/null || fail 64 'Maven: expected mvn on the PATH for the first build, got none; install it (apt install maven, brew install maven)'
  command -v "${java%java}javac" >/dev/null || fail 64 "Java: expected a JDK for the first build, got one without javac: $java; install it (apt install openjdk-17-jdk)"
  mkdir -p "$home/target" 2>/dev/null
  [ -w "$home/target" ] || fail 1 "$home/target: can't be written, so nothing can be built there"
  lock=$home/target/build.lock # a link that names its owner: made in one step or not at all
  until ln -s "$(identity $$)" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock") && [ "$owner" != "$(identity "${owner%% *}")" ] && rm -f "$lock" && continue
    [ "$owner" = "${told:-}" ] || echo "waiting for the build of process ${owner%% *} (if there is none: rm '$lock') ..." >&2
    told=$owner
    sleep 1
  done
  trap 'rm -f "$lock"' EXIT
  is_built || compile
  rm -f "$lock" && trap - EXIT
}

compile() {
  echo 'building (the first time takes some minutes) ...' >&2
  touch "$stamp.new" # as old as the sources that are compiled, should one change meanwhile
  if ! (cd "$home" && mvn -q -B -Dspotless.check.skip=true -Dlint.verdict=-nowarn process-test-classes) >"$home/target/build.log" 2>&1; then
    tail -n 20 "$home/target/build.log" >&2
    fail 1 "the build failed: all of its output is in $home/target/build.log"
  fi
  mv "$stamp.new" "$stamp"
}

classpath="$home/simulations:$home/classes:$home/lib/*" # of a bundle; Java knows what the star means
[ -d "$home/lib" ] || { is_built || build && classpath=$home/target/test-classes:$home/target/classes:$(cat "$home/target/classpath.txt"); }
ulimit -Sn "$(ulimit -Hn)" 2>/dev/null || ulimit -Sn "$(sysctl -n kern.maxfilesperproc 2>/dev/null)" 2>/dev/null

# The JVM would lower the limit on macOS; Netty would load the flight recorder under the first users of `serve`.
options=(--add-opens=java.base/java.lang=ALL-UNNAMED -XX:-MaxFDLimit -Dio.netty.jfr.enabled=false "-Dstress.home=$home")
if [ "$feature" -ge 24 ]; then options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow); fi
if [ -t 1 ]; then options+=("-Dstress.terminal=$(stty size 2>/dev/null </dev/tty | cut -d ' ' -f 2)"); fi

# Java has no number for some failures but the system's words: in English. LC_ALL=C would keep it from reading other characters than ASCII.
language=(LC_MESSAGES=C)
if [ -n "${LC_ALL:-}" ]; then language=(-u LC_ALL LANG="$LC_ALL" LC_CTYPE="$LC_ALL" LC_MESSAGES=C); fi
exec env "${language[@]}" "$java" "${options[@]}" -cp "$classpath" im.stress.cli.Main "$@"
