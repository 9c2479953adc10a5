# shellcheck shell=bash
# The .NET SDK: the machine's own where it fits global.json, else one that is fetched into ~/.dotnet, where Microsoft's
# installer puts it too.

sdk_feed=${MYCOPOD_DOTNET_FEED:-https://builds.dotnet.microsoft.com/dotnet}
sdk_home=${HOME:-/root}/.dotnet
sdk_by_hand="Install the .NET 10 SDK yourself (https://dotnet.microsoft.com/download/dotnet/10.0) and run ./dev again."

has_dotnet() { command -v dotnet >/dev/null && (cd "$root" && dotnet --version >/dev/null 2>&1); }

has_icu() { ldconfig -p 2>/dev/null | grep -q libicuuc || compgen -G '/usr/lib/*/libicuuc.so*' >/dev/null; }

need_dotnet() {
  has_dotnet && return
  export PATH=$sdk_home:$PATH DOTNET_ROOT=$sdk_home
  has_dotnet && return
  install_sdk
  has_dotnet || fail "The .NET SDK was fetched into $sdk_home but does not start: $(cd "$root" && dotnet --version 2>&1 | head -n 3). $sdk_by_hand"
}

packages_for_sdk() {
  command -v curl >/dev/null || printf '%s\n' curl ca-certificates
  # Its name bears a version, which each Debian has one of.
  has_icu || apt-cache --names-only search '^libicu[0-9]+$' 2>/dev/null | sed 's/ .*//' | sort -V | tail -n 1
}

sdk_rid() {
  case $(uname -m) in
    x86_64) echo linux-x64 ;;
    aarch64) echo linux-arm64 ;;
    *) fail "There is no .NET SDK to fetch for $(uname -m). $sdk_by_hand" ;;
  esac
}

# Address and SHA-512 of the newest SDK: the first in the list of releases, which begins with the newest.
newest_sdk() {
  local rid=$1 entry
  entry=$(tr -d '\n' | grep -oE "\{[^{}]*\"name\": *\"dotnet-sdk-$rid\.tar\.gz\"[^{}]*\}" | head -n 1) || true
  sed -E 's/.*"url": *"([^"]+)".*/\1/' <<<"$entry"
  sed -E 's/.*"hash": *"([0-9a-fA-F]{128})".*/\L\1/' <<<"$entry"
}

fetch() { curl --silent --show-error --fail --location --retry 3 --proto =https --connect-timeout 30 "$@"; }

# Unpacked beside its place and moved in at the end: a folder that is there is a whole SDK.
install_sdk() {
  local rid log=$logs/sdk.log packages work address sum
  mapfile -t packages < <(packages_for_sdk)
  install_packages "${packages[@]}"
  rid=$(sdk_rid)
  rm -rf -- "$run"/sdk.*
  work=$(mktemp -d "$run/sdk.XXXXXX")
  say "The .NET 10 SDK is missing: fetching it from Microsoft into $sdk_home ..."
  fetch "$sdk_feed/release-metadata/10.0/releases.json" --output "$work/releases.json" >"$log" 2>&1 || sdk_failed "$work" "the list of releases could not be fetched: $(tail -n 1 "$log")"
  { read -r address && read -r sum; } < <(newest_sdk "$rid" <"$work/releases.json")
  [[ $address == https://*.tar.gz && $sum =~ ^[0-9a-f]{128}$ ]] || sdk_failed "$work" "the list of releases names no SDK for $rid"
  fetch "$address" --output "$work/sdk.tar.gz" >>"$log" 2>&1 || sdk_failed "$work" "$address could not be fetched: $(tail -n 1 "$log")"
  sha512sum --check --status - <<<"$sum  $work/sdk.tar.gz" || sdk_failed "$work" "what came from $address is not what the list of releases names (SHA-512)"
  unpack_sdk "$work" >>"$log" 2>&1 || sdk_failed "$work" "it could not be unpacked into $sdk_home: $(tail -n 1 "$log")"
  rm -rf -- "$work"
}

# Beside what is there already: an SDK is a folder of its own in sdk/, and shares the rest with others.
unpack_sdk() (
  umask "$usual_umask"
  mkdir -p -- "$sdk_home" && tar -xzf "$1/sdk.tar.gz" -C "$sdk_home"
)

sdk_failed() {
  rm -rf -- "$1"
  fail "The .NET 10 SDK is missing and could not be fetched: $2. Nothing was changed. $sdk_by_hand"
}
