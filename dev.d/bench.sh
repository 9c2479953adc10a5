# shellcheck shell=bash
# ./dev bench: measurements, each beside its yardstick in the same run. Built as a release is.

benchmarks() { grep -lE 'Explicit = true' -- "$root"/MycoPod.Tests/Benchmarks/*Benchmark.cs | sed -E 's|.*/([A-Za-z]+)Benchmark\.cs|\L\1|' | sort; }

run_benchmark() {
  local name=${1:-} known
  known=$(benchmarks)
  (($# <= 1)) || fail "./dev bench takes one name."
  grep -qxF -- "$name" <<<"$known" || fail "Which measurement? ./dev bench ${known//$'\n'/ | }"
  prepare_for_tests
  open_build_lock
  say "Building ..."
  dotnet_build "$logs/build-bench.log" MycoPod.sln --configuration Release || build_failed "$logs/build-bench.log"
  close_build_lock
  run_step env -C "$root" dotnet artifacts/bin/MycoPod.Tests/release/MycoPod.Tests.dll -explicit only \
    -class "MycoPod.Tests.Benchmarks.${name^}Benchmark" -showLiveOutput -noLogo -noColor
}
