# shellcheck shell=bash
# ./dev test and ./dev format.

run_tests() {
  local name=${1:-}
  (($# <= 1)) || fail "./dev test takes one name at most."
  [[ -z $name || $name =~ ^[A-Za-z0-9_]+$ ]] ||
    fail "\"$name\" is no part of a class or method name: letters, digits and _ only."
  prepare_for_tests
  build_for_tests
  run_built_tests "$name"
}

prepare_for_tests() {
  local missing
  prepare_state
  trap stop_everything EXIT
  trap stop_asked INT TERM HUP PIPE
  mapfile -t missing < <(packages_for_tests)
  install_packages "${missing[@]}"
  need_dotnet
}

run_built_tests() {
  local name=$1 filter=() status=0 results
  results=$(mktemp -d "$run/tests.XXXXXX")
  # Two queries, of which one has to match: class names, method names. Upper and lower case are the same.
  if [[ -n $name ]]; then filter=(--filter-query "/*/*/*$name*" "/*/*/*/*$name*"); fi
  umask "$usual_umask"
  # The programs that tests start live for seconds: measuring where they are hot costs more than it gives.
  run_step env -C "$root" DOTNET_TieredPGO=0 dotnet test --solution MycoPod.sln --no-build --results-directory "$results" \
    --report-xunit-xml "${filter[@]}" || status=$?
  umask 077
  if ((status == 8)); then no_tests "$name" "$results"; fi
  close_tests "$status" "$results"
}

no_tests() {
  rm -rf -- "$2"
  if [[ -z $1 ]]; then fail "There is no test to run."; fi
  fail "No test has \"$1\" in its class or method name."
}

# Sums one attribute over the reports: one report for each test project.
sum_of() {
  local attribute=$1 results=$2
  cat -- "$results"/*.xml | grep -oE '<assembly [^>]*>' | grep -oE " $attribute=\"[0-9]+\"" | tr -dc '0-9\n' |
    awk '{ sum += $1 } END { print sum + 0 }'
}

# The counts come from the reports, which are written only by a run that came to its end. What is marked explicit asks for
# something that no machine of ours has, and is in no count.
close_tests() {
  local status=$1 results=$2 passed failed skipped
  compgen -G "$results/*.xml" >/dev/null || fail "The tests did not come to their end (exit code $status): there is no count."
  passed=$(sum_of passed "$results")
  failed=$(($(sum_of failed "$results") + $(sum_of errors "$results")))
  skipped=$(sum_of skipped "$results")
  if [[ ${CI:-} == true ]] && ((skipped > 0)); then
    skipped_tests "$results"
    status=1
  fi
  slowest_classes "$results"
  rm -rf -- "$results"
  say "$passed passed, $failed failed, $skipped skipped"
  if ((status == 0 && failed > 0)); then status=1; fi
  exit "$status"
}

# Where the time goes: the sum of its tests, in seconds. Classes run side by side, so that the sums are more than the whole.
slowest_classes() {
  say "The slowest classes:"
  cat -- "$1"/*.xml | grep -oE '<test [^>]*>' |
    sed -nE 's/.* time="([0-9.]+)".* type="([^"]*)".*/\2 \1/p' |
    awk '{ sum[$1] += $2 } END { for (name in sum) printf "%8.1f s  %s\n", sum[name], name }' | sort -rn | sed -n 1,25p >&6
}

skipped_tests() {
  cat -- "$1"/*.xml | tr '\n' ' ' | grep -oE '<test [^>]*result="Skip"[^>]*> *<reason>[^<]*' |
    sed -E 's/.* name="([^"]*)".*<reason>(.*)/skipped in CI: \1 (\2)/; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'\''/g; s/&amp;/\&/g'
  say "In CI a skipped test is a failed one: this machine can run them all."
}

format_code() {
  prepare_state
  need_dotnet
  (cd "$root" && umask "$usual_umask" && dotnet format MycoPod.sln "$@")
}
