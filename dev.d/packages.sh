# shellcheck shell=bash
# Debian packages: what is missing, and having it installed without touching anything else.

has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }
has_lighttpd() { [[ -x /usr/sbin/lighttpd ]]; }
has_sshd() { [[ -x /usr/sbin/sshd ]]; }
has_bubblewrap() { [[ -x /usr/bin/bwrap ]]; }
has_chromium() { [[ -x /usr/bin/chromium-headless-shell ]]; }
has_shellcheck() { [[ -x /usr/bin/shellcheck ]]; }
has_dbus_launch() { command -v dbus-launch >/dev/null; }
has_a_font() { [[ -n $(find -L /usr/share/fonts -name '*.tt[fc]' -print -quit 2>/dev/null) ]]; }

packages_for_up() {
  has_postgresql || echo postgresql
  has_lighttpd || echo lighttpd
  has_sshd || echo openssh-server
  has_bubblewrap || echo bubblewrap
}

packages_for_tests() {
  packages_for_up
  has_chromium || echo chromium-headless-shell
  has_dbus_launch || echo dbus-x11
  has_shellcheck || echo shellcheck
  has_a_font || echo fonts-dejavu-core
}

install_packages() {
  (($#)) || return 0
  local log=$logs/install.log
  command -v apt-get >/dev/null || fail "Missing: $*. This is no Debian: install them yourself and run ./dev again."
  ((EUID == 0)) || command -v sudo >/dev/null ||
    fail "Missing: $*. Install them as root and run ./dev again:  apt-get install --no-install-recommends $*"
  say "Installing from Debian: $* ..."
  as_root true || fail "Installing $* needs root, and sudo did not allow it."
  run_installer "$@" >>"$log" 2>&1 || fail "Installing $* failed. The reason is at the end of $log"
}

# In this terminal's session, where sudo remembers the password; and under its own process id, since sudo does not hand
# on a signal that comes from its own process group.
run_installer() {
  local status=0
  as_root bash "$root/dev.d/install-packages" "$run/install.pid" "$@" </dev/null 8>&- 9>&- &
  step_pid=$!
  wait_for_step || status=$?
  rm -f -- "$run/install.pid"
  return "$status"
}
