# shellcheck shell=bash
# mycopod backup: one file, encrypted to the host's backup key. Whoever holds that key can read it, nobody else.

backup_key=$etc/backup-key.txt
kept_backups=14
kept_befores=3
postgres_certificate=/etc/postgresql-common/mycopod

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
  out=${out:-$backups/mycopod-$role${scheduled:+-daily}-$(now).age}
  [[ ! -e $out ]] || fail "$out is there already. Nothing was written."
  write_backup "$out" "$with_secrets"
  say "$out ($(du -h -- "$out" | cut -f1)), encrypted to the key in $backup_key. Keep a copy of that key elsewhere: without it the file is worth nothing."
  [[ -n $with_secrets ]] || say "Without secrets: passwords and tokens are not in it. --with-secrets takes them along."
  drop_old "mycopod-$role-daily-" "$kept_backups"
}

now() { date -u +%Y%m%dT%H%M%SZ; }

# write_backup FILE WITH_SECRETS
write_backup() {
  local work
  make_backup_key
  install -d -m 700 -- "$backups"
  make_work work "$backups"
  printf '%s\n' "role=$role" "version=$(version_of "$folder")" "time=$(date -u +%Y-%m-%dT%H:%M:%SZ)" "host=$(hostname)" "secrets=${2:-no}" >"$work/manifest"
  if [[ $role == ui ]]; then copy_database "$work"; fi
  copy_state "$work" "$2"
  copy_configuration "$work" "$2"
  if ! tar -C "$work" -cf - . | age --encrypt --recipient "$(age-keygen -y "$backup_key")" --output "$1.new"; then
    rm -f -- "$1.new"
    fail "The backup could not be written to $1. Is there room for it? (df -h)"
  fi
  sync -- "$1.new"
  mv -f -- "$1.new" "$1"
  rm -rf -- "$work"
}

make_backup_key() {
  [[ -s $backup_key ]] || age-keygen 2>/dev/null | put "$backup_key" root:root 600
}

# Custom format, so that it can be looked into before it is restored; and the certificate that the Agent knows PostgreSQL by.
copy_database() {
  has_database || return 0
  as_postgres pg_dump --format=custom --dbname="$database" >"$1/database.dump" ||
    fail "The database could not be read, so there is no backup. Is PostgreSQL running? (systemctl status postgresql)"
  mkdir -- "$1/postgres"
  cp -- "$postgres_certificate.crt" "$postgres_certificate.key" "$1/postgres/"
}

# What only this host has. Clones and caches are fetched again.
copy_state() {
  local work=$1 with_secrets=$2 name
  mkdir -- "$work/state"
  if [[ $role == ui ]]; then
    for name in approval-key.pem key-ring.secret; do
      [[ ! -e $state/$name ]] || cp -a -- "$state/$name" "$work/state/"
    done
    if [[ -d $state/declarations.git ]]; then copy_repository "$work/state/declarations.git"; fi
    return
  fi
  for name in credentials uploads; do
    [[ ! -e $state/$name ]] || cp -a -- "$state/$name" "$work/state/"
  done
  [[ -z $with_secrets ]] || return 0
  # What remains are the Agent's own keys and its record of what was intended.
  rm -rf -- "$work"/state/credentials/{proxmox.json,language-model.json,secrets} "$work"/state/credentials/token-*
}

# As of one moment, whatever is pushed meanwhile: its names first, the objects they lead to after them.
copy_repository() {
  mkdir -- "$1"
  tar -C "$state/declarations.git" -cf - --exclude=./objects . | tar -C "$1" -xf -
  cp -a -- "$state/declarations.git/objects" "$1/"
}

# Without secrets a value that is one is empty; restore then leaves the file that is there.
copy_configuration() {
  local work=$1 with_secrets=$2 name
  mkdir -- "$work/etc"
  for name in web.json agent.json pairing.json postgres.pem tls; do
    [[ ! -e $etc/$name ]] || cp -a -- "$etc/$name" "$work/etc/"
  done
  if [[ -n $with_secrets ]]; then
    [[ ! -d $etc/hand-over ]] || cp -a -- "$etc/hand-over" "$work/etc/"
    return 0
  fi
  for name in "$work"/etc/*.json; do
    [[ ! -e $name ]] || sed -i -z -E 's/("(token|readToken|password|webhookSecret)"[[:space:]]*:[[:space:]]*)"([^"\\]|\\.)*"/\1""/Ig; s/(Password=)[^;"]*/\1/Ig' "$name"
  done
}

# drop_old PREFIX COUNT: names hold the time, in order they are the oldest first.
drop_old() {
  local old
  compgen -G "$backups/$1*.age" | sort | head -n "-$2" | while IFS= read -r old; do rm -f -- "$old"; done || true
}
