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
  work=$(mktemp -d -- "$backups/restore.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf -- '$work'" EXIT
  age --decrypt --identity "$key" --output - "$file" 2>"$work.reason" | tar -C "$work" -xf - 2>/dev/null || {
    say "$(<"$work.reason")" >&2
    rm -f -- "$work.reason"
    fail "The backup cannot be opened with $key, or is damaged. Nothing was changed."
  }
  rm -f -- "$work.reason"
  check_backup "$work"
  [[ -n $yes ]] || confirm_restore "$work"
  bring_back "$work"
  rm -rf -- "$work"
  trap - EXIT
}

check_backup() {
  local of version
  of=$(value_of "$1/manifest" role)
  version=$(value_of "$1/manifest" version)
  [[ $of == "$role" ]] || fail "This is a backup of the $of host, and this is the $role host. Nothing was changed."
  if [[ $(printf '%s\n' "$version" "$(version_of "$folder")" | sort -V | tail -n 1) != "$(version_of "$folder")" ]]; then
    fail "The backup is of version $version, and $(version_of "$folder") is installed here. Update first (mycopod update), then restore. Nothing was changed."
  fi
}

confirm_restore() {
  local answer
  say "This replaces what MycoPod keeps on this host by the backup of $(value_of "$1/manifest" host) of $(value_of "$1/manifest" time)."
  say "What was approved before now will not be carried out; it can be approved again."
  read -r -p "Type restore to go on: " answer || true
  [[ $answer == restore ]] || fail "Nothing was changed."
}

bring_back() {
  local work=$1 service
  service=$(service_of "$role")
  # What is there now is kept first, so that a restore can be undone by another one.
  write_backup "$backups/before-restore-$(date -u +%Y%m%dT%H%M%SZ).age" yes
  systemctl stop "$service"
  if [[ $role == ui ]]; then restore_database "$work/database.dump"; fi
  restore_state "$work"
  restore_configuration "$work"
  if [[ $role == ui ]]; then migrate_with "$folder"; else run_program "$folder" restored; fi
  systemctl start "$service"
  wait_for 60 is_healthy || fail "Everything is brought back, but $service is not healthy. Look at: mycopod logs, mycopod doctor"
  say "Restored from the backup of $(value_of "$work/manifest" time). The service runs."
}

restore_database() {
  as_postgres psql -X -q -v ON_ERROR_STOP=1 -d postgres \
    -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$database'" \
    -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database OWNER mycopod_owner" >/dev/null
  as_postgres psql -X -q -v ON_ERROR_STOP=1 -d postgres -c "REVOKE ALL ON DATABASE $database FROM PUBLIC" \
    -c "GRANT CONNECT ON DATABASE $database TO mycopod_web, mycopod_agent" >/dev/null
  as_postgres pg_restore --exit-on-error --dbname="$database" <"$1"
}

# The Agent's credentials folder is laid over the one that is there: what the backup does not hold stays.
restore_state() {
  local name
  for name in "$1"/state/*; do
    [[ -e $name ]] || continue
    [[ $name == */credentials ]] || rm -rf -- "${state:?}/$(basename -- "$name")"
    cp -a -- "$name" "$state/"
    chown -R -- "$account:$account" "$state/$(basename -- "$name")"
  done
}

restore_configuration() {
  local work=$1 file
  if [[ $(value_of "$work/manifest" secrets) == yes ]]; then
    cp -a -- "$work/etc/." "$etc/"
    if [[ $role == ui && -s $etc/hand-over/agent.json ]]; then set_agent_password; fi
    return
  fi
  # Keys are in every backup, what only connects this host with others is not.
  if [[ -d $work/etc/tls ]]; then cp -a -- "$work/etc/tls" "$etc/"; fi
  for file in "$work"/etc/*.json; do
    [[ ! -e $file ]] || cp -a -- "$file" "$etc/$(basename -- "$file").from-backup"
  done
  say "The backup holds no secrets: $etc/*.json stay as they are, and what they were lies beside them as *.from-backup, without passwords and tokens."
}

# The database's password of the Agent, as the Agent's own configuration has it.
set_agent_password() {
  local password
  password=$(sed -nE 's/.*Username=mycopod_agent;Password=([A-Za-z0-9=]+).*/\1/p' "$etc/hand-over/agent.json" | head -n 1)
  [[ -n $password ]] || return 0
  as_postgres psql -X -q -v ON_ERROR_STOP=1 -d postgres <<<"SET log_min_error_statement = panic; ALTER ROLE mycopod_agent PASSWORD '$password';"
}
