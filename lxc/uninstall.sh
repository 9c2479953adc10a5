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
  local answer entries users
  answer=$(look /access/acl) || exit 1
  entries=$(rows path ugid roleid <<<"$answer")
  answer=$(look /access/users) || exit 1
  users=$(rows userid <<<"$answer")
  revoke TOKEN --tokens
  remove_token
  revoke USER --users
  remove_user
  remove_role
}

# revoke NAME OPTION
revoke() {
  local who role
  who=$(kept "ACL_$1") role=$(kept var_role)
  [[ -n $who ]] || return 0
  if grep -qxF "/|$who|$role" <<<"$entries"; then
    say "Taking the permissions of $who away ..."
    must "They could not be taken away" pveum acl delete / --roles "$role" "$2" "$who"
    entries=$(grep -vxF "/|$who|$role" <<<"$entries" || true)
  fi
  forget "ACL_$1"
}

has_user() { grep -qxF "$1" <<<"$users"; }

remove_token() {
  local user name tokens
  user=$(kept TOKEN) name=${user#*!} user=${user%!*}
  [[ -n $user ]] || return 0
  if has_user "$user"; then
    tokens=$(look "/access/users/$user/token") || exit 1
    if rows tokenid <<<"$tokens" | grep -qxF "$name"; then
      say "Deleting the API token $user!$name ..."
      must "It could not be deleted" pveum user token delete "$user" "$name"
    fi
  fi
  forget TOKEN CREDENTIALS
}

remove_user() {
  local user
  user=$(kept USER)
  [[ -n $user ]] || return 0
  if has_user "$user"; then
    say "Deleting the user $user ..."
    must "It could not be deleted" pveum user delete "$user"
  fi
  forget USER
}

# Somebody may have given the role to others since.
remove_role() {
  local role roles
  role=$(kept ROLE)
  [[ -n $role ]] || return 0
  roles=$(look /access/roles) || exit 1
  if cut -d'|' -f3 <<<"$entries" | grep -qxF "$role"; then
    say "The role $role stays: others have it too."
  elif rows roleid <<<"$roles" | grep -qxF "$role"; then
    say "Deleting the role $role ..."
    must "It could not be deleted" pveum role delete "$role"
  fi
  forget ROLE
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
