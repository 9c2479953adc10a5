# shellcheck shell=bash
# Planning a batch of texts against recorded clusters, without any server.

plan_batch() {
  local log=$root/artifacts/dev-plan.log
  (($# > 0)) || fail "Usage: ./dev plan --inventory FILE|FOLDER --requests FILE.jsonl --out FILE.jsonl [--planner built-in|configured]"
  need_dotnet
  (umask "$usual_umask" && mkdir -p "$root/artifacts")
  dotnet_build "$log" MycoPod.Reconciler || build_failed "$log"
  dotnet "$binaries/MycoPod.Reconciler/debug/MycoPod.Reconciler.dll" plan "$@"
}
