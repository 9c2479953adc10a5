# shellcheck shell=bash
# ./dev reset: throws the state away.

reset_state() {
  local sure=
  case ${1:-} in
    --yes) sure=yes ;;
    '') ;;
    *) fail "./dev reset knows only --yes." ;;
  esac
  [[ -e $state ]] || { say "There is nothing to throw away: $state does not exist."; return; }
  [[ -e $lock ]] || fail "$state was not made by ./dev up, and is left alone."
  lock_state || fail "MycoPod is running with its data in $state. Stop it first, with Ctrl-C where it runs."
  [[ -n $sure ]] || confirm_reset
  stop_leftovers
  pg_reset
  rm -rf -- "$state"
  say "Thrown away: $state"
}

confirm_reset() {
  local answer=
  say "This deletes the accounts, declarations, logs and the sandbox cluster in $state."
  read -r -p "Delete them? [y/N] " answer || true
  [[ $answer == [yY] || $answer == [yY]es ]] || fail "Nothing was deleted. (./dev reset --yes does not ask.)"
}
