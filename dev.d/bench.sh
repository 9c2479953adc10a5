# shellcheck shell=bash
# ./dev bench: measurements, each beside its yardstick in the same run. Built as a release is.

benchmarks() {
  {
    grep -lE 'Explicit = true' -- "$root"/MycoPod.Tests/Benchmarks/*Benchmark.cs | sed -E 's|.*/([A-Za-z]+)Benchmark\.cs|\L\1|'
    echo idle
  } | sort
}

run_benchmark() {
  local name=${1:-} known
  known=$(benchmarks)
  (($# <= 1)) || fail "./dev bench takes one name."
  grep -qxF -- "$name" <<<"$known" || fail "Which measurement? ./dev bench ${known//$'\n'/ | }"
  if [[ $name == idle ]]; then
    measure_idle
    return
  fi
  prepare_for_tests
  open_build_lock
  say "Building ..."
  dotnet_build "$logs/build-bench.log" MycoPod.sln --configuration Release || build_failed "$logs/build-bench.log"
  close_build_lock
  run_step env -C "$root" dotnet artifacts/bin/MycoPod.Tests/release/MycoPod.Tests.dll -explicit only \
    -class "MycoPod.Tests.Benchmarks.${name^}Benchmark" -showLiveOutput -noLogo -noColor
}

# --- idle: what Web and the Agent take when nobody does anything, and how soon they are ready ----------------------

idle_seconds=${MYCOPOD_IDLE_SECONDS:-60}

# A state folder of its own, with a database, a repository and a sandbox cluster as "up" has them; Web and Agent as released.
measure_idle() {
  need_git
  state=$(mktemp -d "${TMPDIR:-/tmp}/mycopod-idle.XXXXXX")
  logs=$state/log run=$state/run lock=$state/mycopod-dev.lock
  accounts=$state/accounts.json
  mkdir -p -- "$logs" "$run" "$state/secrets" "$state/bin"
  if ((EUID == 0)); then chmod 711 -- "$state"; fi
  trap end_idle EXIT
  trap stop_asked INT TERM HUP PIPE
  need_dotnet
  run_released_programs
  provide_released
  web_port=$(choose_port web)
  start_postgres
  start_git
  start_sandbox
  mail_port=25
  migrate
  time_web
  time_agent
  say "Waiting $idle_seconds s ..."
  sleep "$idle_seconds"
  print_idle Web "${pids[web]}" "$web_ready" 180
  print_idle Agent "${pids[agent]}" "$agent_ready" 60
}

end_idle() {
  stop_everything
  pg_reset
  rm -rf -- "$state"
}

# What starts Web and the Agent takes the released programs here; the sandbox is no part of a release.
run_released_programs() {
  # shellcheck disable=SC2317
  dotnet_program() {
    local part=$1
    shift
    program=(env -C "$state/bin/$part" "./MycoPod.$part" "$@")
    if [[ $part == Sandbox ]]; then program=(env -C "$state/bin/$part" dotnet "MycoPod.$part.dll" "$@"); fi
  }
}

# From a release that was packed here, else published now in the same way.
provide_released() {
  local part role archive
  for part in Web:ui Reconciler:agent; do
    role=${part#*:} part=${part%:*}
    archive=$(compgen -G "$root/artifacts/mycopod-$role-*-linux-x64.tar.gz" | sort -V | tail -n 1) || true
    if [[ -n $archive ]]; then
      say "Unpacking $(basename -- "$archive") ..."
      mkdir -- "$state/unpacked-$role"
      tar -xzf "$archive" -C "$state/unpacked-$role" --strip-components=1
      mv -- "$state/unpacked-$role/program" "$state/bin/$part"
    else
      say "Publishing $part (self-contained, ReadyToRun) ..."
      publish_released "$part" >"$logs/publish-$part.log" 2>&1 || build_failed "$logs/publish-$part.log"
    fi
  done
  provide_sandbox
}

provide_sandbox() {
  say "Building the sandbox ..."
  open_build_lock
  dotnet_build "$logs/build-sandbox.log" MycoPod.Sandbox || build_failed "$logs/build-sandbox.log"
  cp -r -- "$binaries/MycoPod.Sandbox/debug" "$state/bin/Sandbox"
  close_build_lock
}

# In folders of its own, so that neither lock files nor the usual output change.
publish_released() {
  local part=$1
  run_step env -C "$root" dotnet publish "MycoPod.$part" --configuration Release --runtime linux-x64 --artifacts-path "$root/artifacts/idle" \
    --output "$state/bin/$part" -tl:off -p:RunAnalyzers=false -p:PublishReadyToRun=true -p:RestorePackagesWithLockFile=false \
    -p:NuGetLockFilePath=none.json --self-contained
}

seconds_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }

time_web() {
  local begin
  new_log web
  begin=$EPOCHREALTIME
  start_web
  wait_until web 60 web_answers
  web_ready=$(seconds_since "$begin")
}

time_agent() {
  local begin
  write_agent_config
  pair_agent
  new_log agent
  begin=$EPOCHREALTIME
  start_agent
  wait_until agent 60 test -e "$state/agent/ready"
  agent_ready=$(seconds_since "$begin")
}

# The process itself, not the words before it: env is replaced by what it runs.
print_idle() {
  local name=$1 pid=$2 ready=$3 aim=$4 pss rss
  pss=$(awk '/^Pss:/ { print int($2 / 1024) }' "/proc/$pid/smaps_rollup")
  rss=$(awk '/^Rss:/ { print int($2 / 1024) }' "/proc/$pid/smaps_rollup")
  say "$(printf '%-6s %4s MB PSS (aim %s), %s MB RSS; ready in %s s (aim 3.0)' "$name" "$pss" "$aim" "$rss" "$ready")"
}
