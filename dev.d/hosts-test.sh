# shellcheck shell=bash
# ./dev test install: the release in two system containers, from installing to restoring. Needs root, namespaces and a cgroup file system of
# version 2; it is never part of ./dev test.

hosts_root=$state/hosts

test_installation() {
  local reason missing
  prepare_for_tests
  trap end_hosts_test EXIT
  if ! reason=$(cannot_boot); then
    say "Skipped: $reason"
    exit 0
  fi
  mapfile -t missing < <(packages_for_hosts)
  install_packages "${missing[@]}"
  make_base_system
  build_for_tests
  pack_for_hosts
  say "Installing, updating, backing up, destroying and restoring in two containers ..."
  run_in_network dotnet "$binaries/MycoPod.Tests/debug/MycoPod.Tests.dll" -explicit only -class MycoPod.Tests.Installation.HostsJourneyTests \
    -showLiveOutput -noLogo -noColor
}

packages_for_hosts() {
  command -v systemd-nspawn >/dev/null || echo systemd-container
  command -v debootstrap >/dev/null || echo debootstrap
  command -v ip >/dev/null || echo iproute2
}

# Says why system containers cannot run here, where they cannot.
cannot_boot() {
  ((EUID == 0)) || { echo "system containers are booted by root."; return 1; }
  grep -qw cgroup2 /proc/filesystems || { echo "this kernel has no cgroup file system of version 2."; return 1; }
  unshare --mount --net --pid --fork true 2>/dev/null || { echo "this machine allows no namespaces."; return 1; }
}

# Debian with all that the setup scripts would install, so that the containers need no way out. Made once.
make_base_system() {
  [[ -e $hosts_root/base.made ]] && return
  say "Making a Debian for the containers ..."
  rm -rf -- "$hosts_root/base"
  mkdir -p -- "$hosts_root"
  run_step debootstrap --variant=minbase \
    --include=systemd,systemd-sysv,dbus,iproute2,procps,postgresql,git,openssl,age,curl,ca-certificates,bash-completion \
    "$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)" "$hosts_root/base" >"$logs/debootstrap.log" 2>&1 ||
    fail "Debian could not be made. The reason is at the end of $logs/debootstrap.log"
  touch -- "$hosts_root/base.made"
}

# Two releases: the one of the last commit, and the same one under the next number.
pack_for_hosts() {
  local version next commit
  commit=$(git -C "$root" rev-parse HEAD)
  version=$(release_version)
  next=${version%.*}.$((${version##*.} + 1))
  [[ ! -e $hosts_root/releases/$commit ]] || return 0
  rm -rf -- "$hosts_root/releases"
  mkdir -p -- "$hosts_root/releases"
  for version in "$version" "$next"; do
    MYCOPOD_PACKAGE_VERSION=$version MYCOPOD_PACKAGES=$hosts_root/releases run_step env -C "$root" ./dev package x64 6>&1 || fail "The release could not be packed."
  done
  touch -- "$hosts_root/releases/$commit"
}

# A network of its own, which leads nowhere.
run_in_network() { run_step unshare --net --mount --propagation private -- bash "$root/dev.d/in-network" "$hosts_root" "$@"; }

end_hosts_test() { stop_everything; }
