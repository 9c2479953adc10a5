# shellcheck shell=bash
# mycopod restore: all that a backup holds, onto an installation that is there. What was approved before is not carried out again.

restore() {
  local file='' key=$backup_key yes='' work
  while (($#)); do
    case $1 in
      --key)
        key=${2:-}
        shift
        ;;
      --yes) yes=yes ;;
      -*) fail "mycopod restore does not know \"$1\". Nothing was changed." ;;
      *) file=$1 ;;
    esac
    shift
  done
  [[ -r $file ]] || fail "Name the backup's file, which has to be readable here. Nothing was changed."
  [[ -r $key ]] || fail "The key that opens the backup is not in $key. Name it with --key FILE. Nothing was changed."
  make_work work "$backups"
  if ! age --decrypt --identity "$key" --output - "$file" | tar -C "$work" -xf - --no-same-owner; then
    fail "The backup cannot be opened with $key, or is damaged. Nothing was changed."
  fi
  check_backup "$work"
  [[ -n $yes ]] || confirm_restore "$work"
  bring_back "$work"
  cmp -s -- "$key" "$backup_key" || say "From now on backups of this host are encrypted to its own key, $backup_key: keep a copy of that one too."
}

check_backup() {
  local work=$1 of version
  of=$(value_of "$work/manifest" role)
  version=$(value_of "$work/manifest" version)
  [[ $of == "$role" ]] || fail "This is a backup of the $of host, and this is the $role host. Nothing was changed."
  if [[ $(printf '%s\n' "$version" "$(version_of "$folder")" | sort -V | tail -n 1) != "$(version_of "$folder")" ]]; then
    fail "The backup is of version $version, and $(version_of "$folder") is installed here. Update first (mycopod update), then restore. Nothing was changed."
  fi
  [[ $role != ui ]] || as_postgres pg_restore --list <"$work/database.dump" >/dev/null ||
    fail "PostgreSQL here cannot read the database of the backup: it comes from a newer PostgreSQL, or is damaged. Nothing was changed."
}

confirm_restore() {
  local answer=''
  say "This replaces what MycoPod keeps on this host by the backup of $(value_of "$1/manifest" host) of $(value_of "$1/manifest" time)."
  say "What was approved before now will not be carried out; it can be approved again."
  read -r -p "Type restore to go on: " answer || true
  [[ $answer == restore ]] || fail "Nothing was changed."
}

bring_back() {
  local work=$1 service before
  service=$(service_of "$role")
  before=$backups/before-restore-$(now).age
  # What is there now is kept first, so that a restore can be undone by another one.
  write_backup "$before" yes
  say "What was here is kept in $before"
  drop_old before-restore- "$kept_befores"
  go_on_whatever_comes
  systemctl stop "$service"
  rm -f -- "$state/ready"
  # Noted before anything is replaced, and again when all is: whatever ends this in between, nothing is carried out that was approved before.
  [[ $role != agent ]] || run_program "$folder" restored >/dev/null
  if ! replace_by "$work"; then
    fail "Not everything could be brought back; the service stays stopped. What was here before: mycopod restore $before"
  fi
  systemctl start "$service" || true
  wait_for 90 is_healthy || fail "Everything is brought back, but $service is not healthy. Look at: mycopod logs, mycopod doctor. What was here before: mycopod restore $before"
  say "Restored from the backup of $(value_of "$work/manifest" time). The service runs."
}

replace_by() {
  if [[ $role == ui ]]; then
    load_database "$1/database.dump" yes && restore_state "$1" && restore_configuration "$1" && migrate_with "$folder"
  else
    restore_state "$1" && restore_configuration "$1" && run_program "$folder" restored
  fi
}

# load_database DUMP IS_RESTORE: beside the one that is there, which goes only when the new one is complete. A restored one says so to the Agent,
# which is let in again only when it has lost what it had.
load_database() {
  local dump=$1 is_restore=$2 new=${database}_new
  as_superuser -c "DROP DATABASE IF EXISTS $new" || return 1
  make_database "$new" || return 1
  if ! as_postgres pg_restore --exit-on-error --single-transaction --dbname="$new" <"$dump"; then
    as_superuser -c "DROP DATABASE IF EXISTS $new" || true
    return 1
  fi
  if [[ -n $is_restore ]]; then as_superuser -c "COMMENT ON DATABASE $new IS 'restored $(date -u +%Y-%m-%dT%H:%M:%SZ)'" || return 1; fi
  as_superuser -c "REVOKE ALL ON DATABASE $new FROM PUBLIC" -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" -c "ALTER DATABASE $new RENAME TO $database" || return 1
  sleep 5
  let_in mycopod_web mycopod_agent
}

# The Agent's credentials folder is laid over the one that is there: what the backup does not hold stays.
restore_state() {
  local name
  rm -f -- "$1/state/credentials/restored"
  for name in "$1"/state/*; do
    [[ -e $name ]] || continue
    [[ $name == */credentials ]] || rm -rf -- "${state:?}/$(basename -- "$name")"
    cp -a -- "$name" "$state/" || return 1
    chown -R -- "$account:$account" "$state/$(basename -- "$name")" || return 1
  done
}

restore_configuration() {
  local work=$1 name
  # Keys are in every backup, what only connects this host with others is not.
  if [[ -d $work/etc/tls ]]; then put_configuration "$work/etc/tls" tls || return 1; fi
  if [[ -d $work/postgres ]]; then restore_postgres_certificate "$work/postgres" || return 1; fi
  for name in web.json agent.json pairing.json postgres.pem hand-over; do
    [[ -e $work/etc/$name ]] || continue
    if [[ $(value_of "$work/manifest" secrets) == yes ]]; then put_configuration "$work/etc/$name" "$name" || return 1; else put_configuration "$work/etc/$name" "$name.from-backup" || return 1; fi
  done
  if [[ $(value_of "$work/manifest" secrets) != yes ]]; then
    say "The backup holds no secrets: $etc/*.json stay as they are, and what they were lies beside them as *.from-backup, without passwords and tokens."
  elif [[ $role == ui ]]; then
    set_agent_password
  fi
}

# The service's account may read all but what was made for the other host.
put_configuration() {
  local owner=root:$account
  [[ $2 != hand-over* ]] || owner=root:root
  rm -rf -- "${etc:?}/$2"
  cp -r -- "$1" "$etc/$2" && chown -R -- "$owner" "$etc/$2" && chmod -R u=rwX,g=rX,o= -- "$etc/$2"
}

restore_postgres_certificate() {
  put "$postgres_certificate.crt" root:root 644 <"$1/mycopod.crt" && put "$postgres_certificate.key" postgres:postgres 600 <"$1/mycopod.key" &&
    systemctl restart postgresql && wait_for 60 as_postgres psql -X -q -d postgres -c 'SELECT 1'
}

# The database's password of the Agent, as the Agent's own configuration has it.
set_agent_password() {
  local password
  [[ -s $etc/hand-over/agent.json ]] || return 0
  password=$(sed -nE 's/.*Username=mycopod_agent;Password=([A-Za-z0-9=]+).*/\1/p' "$etc/hand-over/agent.json" | sed -n 1p)
  [[ -n $password ]] || return 0
  as_superuser <<<"SET log_min_error_statement = panic; ALTER ROLE mycopod_agent PASSWORD '$password';"
}
