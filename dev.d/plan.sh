# shellcheck shell=bash
# Planning a batch of texts against recorded clusters, without any server.

plan_batch() {
  local log=$logs/build-plan.log
  (($# > 0)) || fail "Usage: ./dev plan --inventory FILE|FOLDER --requests FILE.jsonl --out FILE.jsonl [--planner built-in|configured --model FILE]"
  prepare_state
  need_dotnet
  open_build_lock
  dotnet_build "$log" MycoPod.Reconciler || build_failed "$log"
  close_build_lock
  dotnet "$binaries/MycoPod.Reconciler/debug/MycoPod.Reconciler.dll" plan "$@"
}
