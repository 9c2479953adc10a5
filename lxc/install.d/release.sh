# shellcheck shell=bash
# The release: the archives of both hosts beside this script, in a folder or at an address, as SHA256SUMS has them.

find_release() {
  local folder
  if [[ -n $(kept UI_SETUP) && -n $(kept AGENT_SETUP) ]]; then return; fi
  if [[ $var_release == *://* ]]; then
    fetch_release "${var_release%/}"
    return
  fi
  for folder in "${var_release:-$here}" "${var_release:-$here/../..}" "${var_release:-$here/../artifacts}" "${var_release:-$PWD}"; do
    if [[ -e $folder/SHA256SUMS ]]; then
      release=$(cd -- "$folder" && pwd -P)
      read_version
      check_archive ui
      check_archive agent
      return
    fi
  done
  fail "There is no SHA256SUMS with the release in ${var_release:-the folder of this script}. Put it beside the archives of both hosts, or name a folder or an https address with var_release. Nothing was done."
}

# To a disk: the archives are too large for memory. They go when they are in the containers.
fetch_release() {
  local role
  need_tools curl
  [[ $1 == https://* ]] || fail "var_release is \"$1\": an address has to begin with https://. Nothing was done."
  release=$home/release
  mkdir -p -- "$release"
  fetch "$1/SHA256SUMS"
  read_version
  for role in "${roles[@]}"; do
    if ! is_as_listed "$role"; then
      say "Fetching $(archive_name "$role") ..."
      fetch "$1/$(archive_name "$role")"
    fi
    check_archive "$role"
  done
}

fetch() {
  run curl --fail --silent --show-error --location --proto '=https' --output "$release/${1##*/}" -- "$1" ||
    failed "$1 could not be fetched"
}

platform() { if [[ $architecture == arm64 ]]; then echo linux-arm64; else echo linux-x64; fi; }

read_version() {
  local versions
  mapfile -t versions < <(sed -nE "s/^[0-9a-f]{64} [ *]mycopod-ui-([0-9A-Za-z.+~-]+)-$(platform)\.tar\.gz\$/\1/p" "$release/SHA256SUMS")
  ((${#versions[@]} == 1)) || fail "$release/SHA256SUMS has to name one mycopod-ui archive for $(platform), and names ${#versions[@]}."
  version=${versions[0]}
  [[ -z $(kept UI_SETUP) || $(kept UI_SETUP) == "$version" ]] ||
    fail "MycoPod $(kept UI_SETUP) is in the ui's container already, and this is $version. Go on with the release that was begun with."
}

archive_name() { printf 'mycopod-%s-%s-%s.tar.gz' "$1" "$version" "$(platform)"; }

archive_of() { printf '%s/%s' "$release" "$(archive_name "$1")"; }

is_as_listed() {
  local sum
  sum=$(sed -nE "s/^([0-9a-f]{64}) [ *]$(archive_name "$1")\$/\1/p" "$release/SHA256SUMS")
  [[ -n $sum && -e $(archive_of "$1") ]] || return 1
  [[ $(sha256sum <"$(archive_of "$1")") == "$sum  -" ]]
}

check_archive() {
  is_as_listed "$1" || fail "$(archive_of "$1") is missing, or is not what SHA256SUMS names. Get the release again. Nothing was made from it."
}
