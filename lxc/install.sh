#!/usr/bin/env bash
# Installs MycoPod on a Proxmox VE host: two containers, an API token, the first Admin. docs/installation.md has more.
#   bash install.sh                      asks
#   mode=unattended var_… bash install.sh   asks nothing
# Run again after a failure it goes on; lxc/uninstall.sh takes away what was made.
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)
# shellcheck source-path=SCRIPTDIR source=install.d/common.sh
source "$here/install.d/common.sh"
# shellcheck source-path=SCRIPTDIR source=install.d/ask.sh
source "$here/install.d/ask.sh"
# shellcheck source-path=SCRIPTDIR source=install.d/settings.sh
source "$here/install.d/settings.sh"
# shellcheck source-path=SCRIPTDIR source=install.d/node.sh
source "$here/install.d/node.sh"
# shellcheck source-path=SCRIPTDIR source=install.d/release.sh
source "$here/install.d/release.sh"
# shellcheck source-path=SCRIPTDIR source=install.d/containers.sh
source "$here/install.d/containers.sh"
# shellcheck source-path=SCRIPTDIR source=install.d/access.sh
source "$here/install.d/access.sh"
# shellcheck source-path=SCRIPTDIR source=install.d/hosts.sh
source "$here/install.d/hosts.sh"

ended() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  rm -rf -- "$work"
  ((status == 0)) || tell_how_to_go_on
  exit "$status"
}

tell_how_to_go_on() {
  local list
  list=$(made)
  warn ""
  if [[ -z $list ]]; then
    warn "MycoPod was not installed. Nothing was made."
  else
    warn "MycoPod is not installed yet. What has been made, or was about to be, so far:"
    warn "$list"
    warn "Run this again: it goes on from here. $here/uninstall.sh takes it all away."
  fi
}

main() {
  (($# == 0)) || fail "install.sh takes no arguments: its settings are variables, as in var_ui_net=192.168.1.20/24. Nothing was done."
  need_root
  need_tools pveversion pct pveum pvesh pvesm pveam openssl perl
  [[ -z $mode || $mode == unattended ]] || fail "mode is \"$mode\": unattended, or nothing. Nothing was done."
  check_version
  open_home
  trap ended EXIT
  trap 'exit 130' INT TERM HUP
  if [[ -n $(kept INSTALLED) ]]; then
    say "MycoPod $(kept INSTALLED) is installed on this node: $(kept ADDRESS), containers $(kept UI_ID) and $(kept AGENT_ID). Nothing was done."
    say "\"mycopod update\" inside the containers brings a newer one; $here/uninstall.sh takes it away."
    return
  fi
  look_around
  find_release
  settle_everything
  install
}

install() {
  local role
  for role in "${roles[@]}"; do make_container "$role"; done
  for role in "${roles[@]}"; do start_container "$role"; done
  for role in "${roles[@]}"; do unpack_release "$role"; done
  set_up_ui
  give_access
  set_up_agent
  remove_hand_over
  finish
}

main "$@"
