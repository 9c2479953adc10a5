#!/usr/bin/env bash
# Takes away exactly what install.sh made on this Proxmox VE host: its state file names it.
# Usage: uninstall.sh [--yes]
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)
# shellcheck source-path=SCRIPTDIR source=install.d/common.sh
source "$here/install.d/common.sh"

left=()

main() {
  local confirmed=
  case "$#${1:-}" in
    0) ;;
    1--yes) confirmed=yes ;;
    *) fail "Usage: uninstall.sh [--yes]. Nothing was done." ;;
  esac
  need_root
  need_tools pct pveum pvesh perl
  [[ -e $state ]] || fail "install.sh has made nothing on this node: there is no $state. Nothing was done."
  open_home
  trap 'rm -rf -- "$work"' EXIT
  confirm "$confirmed"
  remove_container UI
  remove_container AGENT
  remove_access
  finish
}

confirm() {
  local answer=
  say "This is taken away:"
  made
  say "With the containers goes all that is in them: accounts, declarations of a local repository, records of runs, backups."
  [[ -z $1 ]] || return 0
  printf 'Type "destroy" to go on: '
  IFS= read -r answer || true
  [[ $answer == destroy ]] || fail "Nothing was done."
}

# A container is destroyed when it bears the name and the tag that it was made with.
remove_container() {
  local id name
  id=$(kept "$1_ID") name=$(kept "$1_HOSTNAME")
  [[ -n $id ]] || return 0
  case $(whose "$id" "$name") in
    ours) destroy_container "$id" "$name" || return 0 ;;
    absent) say "Container $id is gone already." ;;
    elsewhere)
      left+=("container $id is on another node. Move it to this one, then run this again.")
      return
      ;;
    unfinished)
      left+=("$(how_to_remove_unfinished "$id"), then run this again.")
      return
      ;;
    foreign) say "Guest $id is not $name with the tag $tag: it is left as it is." ;;
    *) exit 1 ;;
  esac
  forget "$1_ID" "$1_HOSTNAME" "$1_ADDRESS" "$1_RELEASE" "$1_SETUP" INSTALLED
}

destroy_container() {
  local status
  say "Destroying container $1, $2 ..."
  status=$(node pct status "$1" 2>>"$log") || failed "The state of container $1 could not be read"
  if [[ $status == "status: running" ]] && ! run pct stop "$1"; then
    left+=("container $1 could not be stopped: $(last_reason)")
    return 1
  fi
  run pct destroy "$1" --purge 1 || {
    left+=("container $1 could not be destroyed: $(last_reason)")
    return 1
  }
}

# --- the access to the cluster --------------------------------------------------------------------------------------

remove_access() {
  revoke TOKEN --tokens
  remove_token
  revoke USER --users
  remove_named USER /access/users userid user
  remove_role
}

# revoke NAME OPTION
revoke() {
  local who role entries
  who=$(kept "ACL_$1") role=$(kept var_role)
  [[ -n $who ]] || return 0
  entries=$(look /access/acl) || exit 1
  if rows path ugid roleid <<<"$entries" | grep -qxF "/|$who|$role"; then
    say "Taking the permissions of $who away ..."
    must "They could not be taken away" pveum acl delete / --roles "$role" "$2" "$who"
  fi
  forget "ACL_$1"
}

remove_token() {
  local token users tokens
  token=$(kept TOKEN)
  [[ -n $token ]] || return 0
  users=$(look /access/users) || exit 1
  if rows userid <<<"$users" | grep -qxF "${token%!*}"; then
    tokens=$(look "/access/users/${token%!*}/token") || exit 1
    if rows tokenid <<<"$tokens" | grep -qxF "${token#*!}"; then
      say "Deleting the API token $token ..."
      must "It could not be deleted" pveum user token delete "${token%!*}" "${token#*!}"
    fi
  fi
  forget TOKEN CREDENTIALS
}

# remove_named KEY PATH FIELD WORD
remove_named() {
  local name list
  name=$(kept "$1")
  [[ -n $name ]] || return 0
  list=$(look "$2") || exit 1
  if rows "$3" <<<"$list" | grep -qxF "$name"; then
    say "Deleting the $4 $name ..."
    must "It could not be deleted" pveum "$4" delete "$name"
  fi
  forget "$1"
}

# Somebody may have given the role to others since.
remove_role() {
  local entries
  [[ -n $(kept ROLE) ]] || return 0
  entries=$(look /access/acl) || exit 1
  if rows roleid <<<"$entries" | grep -qxF "$(kept ROLE)"; then
    say "The role $(kept ROLE) stays: others have it too."
    forget ROLE
  else
    remove_named ROLE /access/roles roleid role
  fi
}

finish() {
  local problem template
  if ((${#left[@]})); then
    warn "Not everything could be taken away:"
    for problem in "${left[@]}"; do warn "  $problem"; done
    exit 1
  fi
  template=$(kept TEMPLATE)
  rm -rf -- "$home"
  say "MycoPod is uninstalled."
  if [[ -n $template ]]; then say "The downloaded template stays: pveam remove $template removes it."; fi
}

main "$@"
