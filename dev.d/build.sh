# shellcheck shell=bash
# Building, and not building when nothing has changed.

binaries=$root/artifacts/bin
up_stamp=$root/artifacts/dev-up.stamp

dotnet_build() {
  local log=$1 status=0
  shift
  umask "$usual_umask"
  run_step env -C "$root" dotnet build "$@" -tl:off >"$log" 2>&1 || status=$?
  umask 077
  return "$status"
}

dotnet_publish() {
  local status=0
  umask "$usual_umask"
  run_step env -C "$root" dotnet publish MycoPod.Web --no-build --configuration Debug --output "$1" -tl:off || status=$?
  umask 077
  return "$status"
}

build_failed() {
  local log=$1
  grep -hE '(error|warning as error) [A-Za-z]+[0-9]+|: error ' "$log" | sed -E 's/ \[[^]]*\]$//; s/^ +//' | sort -u | head -20 >&7
  fail "The build failed. All of its output is in $log"
}

# Any file or folder (a folder changes when a file goes) that is newer than the last good build.
sources_changed() {
  [[ -e $up_stamp ]] || return 0
  local dll
  for dll in Web Reconciler Sandbox; do
    [[ -e $binaries/MycoPod.$dll/debug/MycoPod.$dll.dll ]] || return 0
  done
  [[ -n $(cd "$root" && find MycoPod.Core MycoPod.Reconciler MycoPod.Sandbox MycoPod.Web ./*.props global.json \
    .editorconfig BannedSymbols.txt dev.d/up.slnf docs/user docs/images -newer "$up_stamp" -print -quit) ]]
}

# One build at a time in one checkout. The stamp bears the time at which the build began: what is edited meanwhile is new.
locked_build() {
  local log=$1 new_stamp
  shift
  mkdir -p "$root/artifacts"
  new_stamp=$(mktemp "$root/artifacts/stamp.XXXXXX")
  if ! dotnet_build "$log" "$@"; then
    rm -f "$new_stamp"
    build_failed "$log"
  fi
  mv -f "$new_stamp" "$up_stamp"
}

open_build_lock() {
  (umask "$usual_umask" && mkdir -p "$root/artifacts")
  exec 8>>"$root/artifacts/dev-build.lock"
  flock 8
}

close_build_lock() { exec 8>&-; }

# Runs from a copy, so that a later build or test run does not pull the files from under running programs. Web is published,
# because a build leaves its style sheets and scripts in the source folders.
copy_binaries() {
  local part log=$logs/publish.log
  if [[ -d $state/bin && ! $up_stamp -nt $state/bin ]]; then return; fi
  rm -rf -- "${state:?}/bin" "$state/bin.new"
  mkdir -- "$state/bin.new"
  dotnet_publish "$state/bin.new/Web" >"$log" 2>&1 || fail "Web could not be put together. All of the output is in $log"
  for part in Reconciler Sandbox; do
    cp -r --reflink=auto -- "$binaries/MycoPod.$part/debug" "$state/bin.new/$part"
  done
  touch -r "$up_stamp" -- "$state/bin.new"
  mv -- "$state/bin.new" "$state/bin"
}

build_for_up() {
  open_build_lock
  if sources_changed; then
    say "Building ..."
    locked_build "$logs/build.log" dev.d/up.slnf
  fi
  copy_binaries
  close_build_lock
}

build_for_tests() {
  open_build_lock
  say "Building ..."
  locked_build "$logs/build.log" MycoPod.sln
  close_build_lock
}
