# shellcheck shell=bash
# ./dev package: the release of the last commit, one archive for each host. The same commit gives the same bytes.

# The two that a test sets: where the archives go, and another number for them.
archives=${MYCOPOD_PACKAGES:-$root/artifacts}
package_version=${MYCOPOD_PACKAGE_VERSION:-}
package_work=
package_commit=

package() {
  local architectures=("$@") architecture
  ((${#architectures[@]})) || architectures=(x64)
  for architecture in "${architectures[@]}"; do
    [[ $architecture == x64 || $architecture == arm64 ]] || fail "./dev package takes x64, arm64 or both; \"$architecture\" is neither."
  done
  prepare_state
  trap stop_packing EXIT
  trap stop_asked INT TERM HUP PIPE
  need_git
  need_dotnet
  # Once: somebody may commit while this goes on.
  package_commit=$(git -C "$root" rev-parse HEAD)
  package_work=$(mktemp -d -- "$run/package.XXXXXX")
  umask "$usual_umask"
  mkdir -p -- "$archives"
  copy_commit
  for architecture in "${architectures[@]}"; do
    package_host ui Web "$architecture"
    package_host agent Reconciler "$architecture"
  done
  write_checksums
}

stop_packing() {
  stop_everything
  [[ -z $package_work ]] || rm -rf -- "$package_work"
}

# The version stands in one place.
release_version() { sed -nE 's|.*<Version>([^<]+)</Version>.*|\1|p' "$root/Directory.Build.props"; }

# The time in the archives is that of the commit: it does not depend on who packs, or when.
commit_time() { git -C "$root" log -1 --format=%ct "$package_commit"; }

# Packed from a copy of the last commit, so that nothing else gets in.
copy_commit() {
  if [[ -n $(git -C "$root" status --porcelain) ]]; then say "What is not committed is not packed."; fi
  mkdir -- "$package_work/source"
  git -C "$root" archive --format=tar "$package_commit" | tar -x -C "$package_work/source"
  run_step env -C "$package_work/source" dotnet tool restore >"$logs/tools.log" 2>&1 || {
    last_lines tools
    fail "The tools of the project could not be restored."
  }
}

# package_host ROLE PART ARCHITECTURE
package_host() {
  local role=$1 part=$2 architecture=$3 version name folder
  version=${package_version:-$(release_version)}
  name=mycopod-$role-$version
  folder=$package_work/$architecture/$name
  say "Packing $name-linux-$architecture ..."
  mkdir -p -- "$folder"
  publish_release "$part" "$architecture" "$folder/program"
  fix_asset_times "$folder/program"
  write_sbom "$part" "$version" "$folder"
  printf '%s\n' "$version" >"$folder/VERSION"
  printf '%s\n' "$role" >"$folder/ROLE"
  cp -r -- "$package_work/source/LICENSE" "$package_work/source/lxc" "$folder/"
  pack "$folder" "$archives/$name-linux-$architecture.tar.gz"
}

publish_release() {
  local part=$1 architecture=$2 folder=$3 source=$package_work/source
  local log=$logs/package-$part-$architecture.log
  run_step env -C "$source" dotnet publish "MycoPod.$part" --configuration Release --runtime "linux-$architecture" --self-contained \
    -p:PublishReadyToRun=true -p:Version="${package_version:-$(release_version)}" -p:DebugType=none -p:RestoreLockedMode=true -p:PathMap="$package_work/=/_/" \
    -p:SourceRevisionId="$package_commit" --artifacts-path "$package_work/build-$architecture" --output "$folder" -tl:off >"$log" 2>&1 ||
    build_failed "$log"
}

# The list of a page's files names when each was last written; that was when somebody packed.
fix_asset_times() {
  local time file
  time=$(LC_ALL=C date -u -d "@$(commit_time)" '+%a, %d %b %Y %H:%M:%S GMT')
  for file in "$1"/*.staticwebassets.endpoints.json; do
    [[ ! -e $file ]] || sed -i -E "s/(\"Name\":\"Last-Modified\",\"Value\":\")[^\"]*\"/\1$time\"/g" "$file"
  done
}

# What the program is made of, in the form of CycloneDX.
write_sbom() {
  local part=$1 version=$2 folder=$3 log=$logs/package-sbom.log time
  run_step env -C "$package_work/source" dotnet dotnet-CycloneDX "MycoPod.$part/MycoPod.$part.csproj" --recursive --exclude-dev --no-serial-number \
    --set-name "MycoPod.$part" --set-version "$version" --output-format Json --output "$folder" --filename sbom.json >"$log" 2>&1 ||
    fail "The list of what MycoPod.$part is made of could not be written. See $log"
  time=$(date -u -d "@$(commit_time)" +%Y-%m-%dT%H:%M:%SZ)
  sed -i -E "s/(\"timestamp\": *\")[^\"]*\"/\1$time\"/" "$folder/sbom.json"
}

# pack FOLDER FILE: names in order, one time, no owner; gzip without a name or time of its own.
pack() {
  chmod -R u=rwX,go=rX -- "$1"
  tar -C "$(dirname -- "$1")" --sort=name --mtime="@$(commit_time)" --owner=0 --group=0 --numeric-owner --format=gnu -cf - "$(basename -- "$1")" |
    gzip -n -9 >"$2.new"
  mv -f -- "$2.new" "$2"
  say "$2 ($(du -m -- "$2" | cut -f1) MB)"
}

write_checksums() { (cd -- "$archives" && sha256sum -- mycopod-*-linux-*.tar.gz >SHA256SUMS); }
