# shellcheck shell=bash
# mycopod backup: one file, encrypted to the host's backup key. Whoever holds that key can read it, nobody else.

backup_key=$etc/backup-key.txt
kept_backups=14

backup() {
  local with_secrets='' out='' scheduled=''
  while (($#)); do
    case $1 in
      --with-secrets) with_secrets=yes ;;
      --scheduled) scheduled=yes ;;
      --out)
        out=${2:-}
        [[ -n $out ]] || fail "--out wants a file. Nothing was written."
        shift
        ;;
      *) fail "mycopod backup does not know \"$1\". Nothing was written." ;;
    esac
    shift
  done
  out=${out:-$backups/mycopod-$role-$(date -u +%Y%m%dT%H%M%SZ).age}
  [[ ! -e $out ]] || fail "$out is there already. Nothing was written."
  write_backup "$out" "$with_secrets"
  say "$out ($(du -h -- "$out" | cut -f1)), encrypted to the key in $backup_key. Keep a copy of that key elsewhere: without it the file is worth nothing."
  [[ -n $with_secrets ]] || say "Without secrets: passwords and tokens are not in it. --with-secrets takes them along."
  [[ -z $scheduled ]] || drop_old_backups
}

# write_backup FILE WITH_SECRETS
write_backup() {
  local work
  make_backup_key
  install -d -m 700 -- "$backups"
  work=$(mktemp -d -- "$backups/work.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf -- '$work'" EXIT
  printf '%s\n' "role=$role" "version=$(version_of "$folder")" "time=$(date -u +%Y-%m-%dT%H:%M:%SZ)" "host=$(hostname)" "secrets=${2:-no}" >"$work/manifest"
  if [[ $role == ui ]]; then dump_database "$work/database.dump"; fi
  copy_state "$work" "$2"
  copy_configuration "$work" "$2"
  tar -C "$work" -cf - . | age --encrypt --recipient "$(age-keygen -y "$backup_key")" --output "$1.new"
  sync -- "$1.new"
  mv -f -- "$1.new" "$1"
  rm -rf -- "$work"
  trap - EXIT
}

make_backup_key() {
  [[ -s $backup_key ]] || age-keygen 2>/dev/null | put "$backup_key" root:root 600
}

# Custom format, so that it can be restored in parts; the schema's migrations go with it.
dump_database() {
  as_postgres pg_dump --format=custom --dbname="$database" >"$1" ||
    fail "The database could not be read, so there is no backup. Is PostgreSQL running? (systemctl status postgresql)"
}

# What only this host has. Clones and caches are fetched again.
copy_state() {
  local work=$1 with_secrets=$2 name
  local ours=(approval-key.pem key-ring.secret declarations.git)
  mkdir -- "$work/state"
  if [[ $role == agent ]]; then ours=(credentials uploads); fi
  for name in "${ours[@]}"; do
    [[ ! -e $state/$name ]] || cp -a -- "$state/$name" "$work/state/"
  done
  [[ $role == agent && -z $with_secrets ]] || return 0
  # What remains are the Agent's own keys and its record of what was intended.
  rm -rf -- "$work"/state/credentials/{proxmox.json,language-model.json,secrets} "$work"/state/credentials/token-*
}

# Without secrets a value that is one is empty; restore then leaves the file that is there.
copy_configuration() {
  local work=$1 with_secrets=$2 file
  mkdir -- "$work/etc"
  cp -a -- "$etc/." "$work/etc/"
  rm -f -- "$work/etc/$(basename -- "$backup_key")"
  [[ -z $with_secrets ]] || return 0
  rm -rf -- "$work/etc/hand-over"
  for file in "$work"/etc/*.json; do
    sed -i -E 's/("(token|readToken|password|webhookSecret)"[[:space:]]*:[[:space:]]*)"[^"]*"/\1""/I; s/(Password=)[^;"]*/\1/I' "$file"
  done
}

drop_old_backups() {
  local old
  # Names hold the time: in order they are the oldest first.
  compgen -G "$backups/mycopod-$role-*.age" | sort | head -n "-$kept_backups" | while IFS= read -r old; do rm -f -- "$old"; done
}
