#!/usr/bin/env bash
# Makes this Debian host the agent host of MycoPod. Run as root out of the unpacked release; running it again mends what is missing.
#
#   setup.sh --hand-over FILE [--proxmox FILE]
#
# The first is /root/mycopod-agent.tar of the ui host; the second the Proxmox credentials file, which can as well be uploaded in Settings.
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)
common=${here%/agent}/common
# shellcheck source=../common/lib.sh
source "$common/lib.sh"
# shellcheck source=../common/backup.sh
source "$common/backup.sh"
# shellcheck source=../common/update.sh
source "$common/update.sh"
# shellcheck source=../common/setup.sh
source "$common/setup.sh"

role=agent
folder=
hand_over=
proxmox=

read_arguments() {
  while (($#)); do
    case $1 in
      --hand-over) hand_over=${2:-} ;;
      --proxmox) proxmox=${2:-} ;;
      *) fail "setup.sh does not know \"$1\". Nothing was done." ;;
    esac
    shift 2 || fail "$1 wants a file. Nothing was done."
  done
  [[ -r $hand_over || -s $etc/agent.json ]] || fail "Name what the ui host made for this one: setup.sh --hand-over FILE (there it is /root/mycopod-agent.tar). Nothing was done."
  [[ -z $proxmox || -r $proxmox ]] || fail "$proxmox cannot be read. Nothing was done."
}

# The former files stay beside new ones: a ui host that was made anew hands over another pairing.
take_hand_over() {
  local work name
  [[ -n $hand_over ]] || return 0
  make_work work /root
  tar -C "$work" -xf "$hand_over" agent.json pairing.json postgres.pem || fail "$hand_over is no hand-over of a ui host. Nothing of it was taken."
  for name in agent.json pairing.json postgres.pem; do
    cmp -s -- "$work/$name" "$etc/$name" && continue
    [[ ! -e $etc/$name ]] || cp -a -- "$etc/$name" "$etc/$name.former"
    put "$etc/$name" "root:$account" 640 <"$work/$name"
  done
}

take_credentials() {
  [[ -n $proxmox ]] || return 0
  install -d -m 700 -o "$account" -g "$account" -- "$state/credentials"
  [[ -s $state/credentials/proxmox.json ]] || put "$state/credentials/proxmox.json" "$account:$account" 600 <"$proxmox"
}

main() {
  trap drop_work EXIT
  read_arguments "$@"
  check_system
  install_packages openssl age ca-certificates curl
  settle_release "${here%/lxc/agent}"
  add_account "$account" "$state"
  make_folders
  take_hand_over
  take_credentials
  make_backup_key
  rm -f -- "$state/ready"
  start_service
  wait_for 60 is_healthy || not_healthy "The Agent has not reached Web yet."
  say "The Agent runs and has reached Web."
}

main "$@"
