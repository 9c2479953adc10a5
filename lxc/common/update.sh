# shellcheck shell=bash
# mycopod update: another release beside the one that runs. Where it is not healthy, the former one comes back with its data.

kept_releases=3

update() {
  (($# == 1)) || fail "mycopod update takes one file or address. Nothing was changed."
  local work archive new before dump schema
  make_work work /opt/mycopod
  archive=$(fetch_release "$1" "$work")
  new=$(unpack_release "$archive" "$work")
  before=$(readlink -f -- "$current")
  [[ $new != "$before" ]] || fail "Version $(version_of "$new") is installed already. Nothing was changed."
  dump=$backups/before-update-$(version_of "$new")-$(now).age
  go_on_whatever_comes
  systemctl stop "$(service_of "$role")"
  # Backed up while nothing writes; where that fails, the service goes on as it was.
  if ! (work_folders=() && trap drop_work EXIT && write_backup "$dump" yes); then
    systemctl start "$(service_of "$role")"
    fail "Without a backup there is no update. Version $(version_of "$before") runs on; nothing was changed."
  fi
  say "Backed up to $dump"
  if [[ $role == ui ]]; then schema=$(schema_version); else schema=; fi
  switch_to "$new" || back_to "$before" "$new" "$dump" "$schema"
  drop_old_releases "$new" "$before"
  drop_old before-update- "$kept_befores"
  say "Version $(version_of "$new") runs; it was $(version_of "$before")."
}

# fetch_release FILE|ADDRESS WORK: prints the archive's path. A sum beside it (FILE.sha256 or SHA256SUMS) has to fit, and for an address there must be one.
fetch_release() {
  local source=$1 work=$2 name sum
  name=$(basename -- "$source")
  [[ ! $source =~ ^http:// ]] || fail "A release runs with all rights of this host, so it is not taken over http. Name an https address, or a file. Nothing was changed."
  if [[ $source =~ ^https:// ]]; then
    fetch "$source" "$work/$name" || fail "$source cannot be fetched. Nothing was changed."
    fetch "${source%/*}/SHA256SUMS" "$work/SHA256SUMS" ||
      fail "There is no SHA256SUMS beside $source, so nothing tells whether the archive came whole. Nothing was changed."
    source=$work/$name
  else
    [[ -r $source ]] || fail "$source cannot be read. Nothing was changed."
    source=$(readlink -f -- "$source")
    if [[ -r $(dirname -- "$source")/SHA256SUMS ]]; then cp -- "$(dirname -- "$source")/SHA256SUMS" "$work/"; fi
  fi
  if [[ -s $work/SHA256SUMS ]]; then
    sum=$(awk -v name="$name" '$2 == name || $2 == "*" name { print $1 }' "$work/SHA256SUMS" | head -n 1)
    [[ -n $sum ]] || fail "SHA256SUMS does not name $name. Nothing was changed."
    [[ $(sha256sum -- "$source" | cut -d' ' -f1) == "$sum" ]] || fail "$name is not what SHA256SUMS says: it is damaged or was changed. Nothing was changed here."
  fi
  printf '%s' "$source"
}

fetch() { curl --proto '=https' --proto-redir '=https' --fail --silent --show-error --location --output "$2" "$1"; }

unpack_release() {
  local archive=$1 work=$2 inner
  mkdir -- "$work/unpacked"
  tar -xzf "$archive" -C "$work/unpacked" --no-same-owner 2>/dev/null || fail "$archive is no archive of a release. Nothing was changed."
  inner=$(compgen -G "$work/unpacked/mycopod-*") || fail "$archive is no archive of a release. Nothing was changed."
  [[ $(role_of "$inner") == "$role" ]] || fail "$archive is for the $(role_of "$inner") host, and this is the $role host. Nothing was changed."
  keep_release "$inner"
}

# keep_release FOLDER: puts an unpacked release where releases lie, and prints that.
keep_release() {
  local target
  target=$releases/$(version_of "$1")
  if [[ $(readlink -f -- "$1") != "$target" && $(readlink -f -- "$current" 2>/dev/null) != "$target" ]]; then
    rm -rf -- "$target"
    mkdir -p -- "$releases"
    # Under another name until it is complete.
    rm -rf -- "$target.new"
    cp -r -- "$1" "$target.new"
    chown -R root:root -- "$target.new"
    chmod -R u=rwX,go=rX -- "$target.new"
    mv -T -- "$target.new" "$target"
    chmod 755 -- /opt/mycopod "$releases"
  fi
  printf '%s' "$target"
}

point_to() {
  ln -sfn -- "$1" "$current.new"
  mv -Tf -- "$current.new" "$current"
}

switch_to() {
  point_to "$1" && install_units "$1" || return 1
  if [[ $role == ui ]]; then migrate_with "$1" || return 1; fi
  rm -f -- "$state/ready"
  systemctl start "$(service_of "$role")" || return 1
  wait_for "${MYCOPOD_UPDATE_PATIENCE:-90}" is_healthy
}

# back_to BEFORE NEW DUMP SCHEMA: the data too where the new release changed the tables.
back_to() {
  local before=$1 new=$2 dump=$3 schema=$4 data="Nothing is lost."
  say "Version $(version_of "$new") is not healthy here; going back to $(version_of "$before")." >&2
  journalctl --unit="$(service_of "$role")" --no-hostname --lines=20 --output=cat >&2 || true
  systemctl stop "$(service_of "$role")" || true
  point_to "$before"
  install_units "$before"
  if [[ $role == ui && $(schema_version) != "$schema" ]]; then
    data="The data are those of the moment before the update; what the Agent did since is in its own record."
    put_database_back "$dump" || fail "The database could not be put back. It is in $dump; the service stays stopped. Look at the reason above, then: mycopod restore $dump"
  fi
  rm -f -- "$state/ready"
  systemctl start "$(service_of "$role")" || true
  wait_for 90 is_healthy || fail "Version $(version_of "$before") is back, but is not healthy either. The data as they were: $dump. Look at: mycopod logs, mycopod doctor"
  rm -rf -- "$new"
  fail "Version $(version_of "$before") runs again. $data The reasons stand above."
}

put_database_back() {
  local work
  make_work work "$backups"
  age --decrypt --identity "$backup_key" --output - "$1" | tar -C "$work" -xf - ./database.dump && load_database "$work/database.dump" ""
}

# install_units FOLDER: what systemd and the shell know of a release.
install_units() {
  local unit
  for unit in "$1"/lxc/"$role"/*.service "$1"/lxc/common/*.service "$1"/lxc/common/*.timer; do
    install -m 644 -- "$unit" /etc/systemd/system/
  done
  if (($(systemctl --version | sed -n '1s/^systemd \([0-9]*\).*/\1/p') >= 254)); then
    install -D -m 644 -- "$1/lxc/common/back-off.conf" "/etc/systemd/system/$(service_of "$role").service.d/back-off.conf"
  fi
  install -D -m 644 -- "$1/lxc/common/completion.bash" /usr/share/bash-completion/completions/mycopod
  ln -sfn -- "$current/lxc/common/mycopod" /usr/local/bin/mycopod
  systemctl daemon-reload
}

drop_old_releases() {
  local folder kept=0
  while IFS= read -r folder; do
    kept=$((kept + 1))
    if ((kept > kept_releases)) && [[ $folder != "$1" && $folder != "$2" ]]; then rm -rf -- "$folder"; fi
  done < <(compgen -G "$releases/*" | sort -rV)
}
