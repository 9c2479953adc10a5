# shellcheck shell=bash
# What both setup scripts do.

# The folder of the release that this script came in, put where releases lie and made the current one. Sets "folder".
settle_release() {
  local unpacked=$1
  [[ -s $unpacked/VERSION && -x $(program_of "$unpacked" "$role") ]] ||
    fail "$unpacked is no unpacked release of MycoPod: run setup.sh out of the folder that the archive unpacks to. Nothing was done."
  if [[ -e $current && $(version_of "$current") != "$(version_of "$unpacked")" ]]; then
    fail "Version $(version_of "$current") is installed here. Another one is installed by: mycopod update FILE. Nothing was done."
  fi
  folder=$(keep_release "$unpacked")
  point_to "$folder"
  folder=$current
}

os_release() { sed -nE "s/^$1=\"?([^\"]*)\"?$/\1/p" /etc/os-release; }

check_system() {
  need_root
  [[ $(os_release ID) == debian && $(os_release VERSION_ID) =~ ^1[23]$ ]] || fail "This needs Debian 12 or 13; here is $(os_release PRETTY_NAME). Nothing was done."
  [[ -d /run/systemd/system ]] || fail "systemd does not run here. In a Proxmox container switch nesting on. Nothing was done."
}

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "Installing from Debian: ${missing[*]} ..."
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && apt-get install -q -y --no-install-recommends "${missing[@]}"; } >/var/log/mycopod-setup.log 2>&1 </dev/null || {
    tail -n 5 /var/log/mycopod-setup.log >&2
    fail "${missing[*]} could not be installed. All that apt said is in /var/log/mycopod-setup.log. Run this again when it can reach Debian's servers."
  }
}

add_account() {
  getent group "$1" >/dev/null || groupadd --system "$1"
  id -u "$1" >/dev/null 2>&1 || useradd --system --gid "$1" --home-dir "$2" --no-create-home --shell /usr/sbin/nologin "$1"
}

make_folders() {
  install -d -m 750 -o root -g "$account" -- "$etc"
  install -d -m 700 -o "$account" -g "$account" -- "$state"
  install -d -m 700 -- "$backups"
}

# start_service: and tells when it does not serve.
start_service() {
  local service
  service=$(service_of "$role")
  install_units "$folder"
  systemctl enable --quiet "$service" mycopod-backup.timer
  systemctl restart "$service" || not_healthy "$service does not start."
  systemctl start mycopod-backup.timer
}

not_healthy() {
  journalctl --unit="$(service_of "$role")" --no-hostname --lines=20 --output=cat >&2 || true
  fail "$1 Everything is installed; the reasons stand above, and in: mycopod logs. Run this script again when they are mended."
}
