#!/usr/bin/env bash
# Makes this Debian host the ui host of MycoPod: Web and PostgreSQL. Run as root out of the unpacked release; running it again mends what is
# missing and changes nothing that is there.
#
#   setup.sh --answers FILE --result FILE
#
# FILE of answers, KEY=value lines: public_host (what people type), ui_address (where the agent host reaches this one; without it public_host),
# agent_address, admin_name, admin_email, repository_url, repository_username, repository_token (the last three empty: a repository on this host).
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)
common=${here%/ui}/common
# shellcheck source=../common/lib.sh
source "$common/lib.sh"
# shellcheck source=../common/certificate.sh
source "$common/certificate.sh"
# shellcheck source=../common/backup.sh
source "$common/backup.sh"
# shellcheck source=../common/update.sh
source "$common/update.sh"
# shellcheck source=../common/setup.sh
source "$common/setup.sh"

role=ui
folder=
answers=
result=
hand_over=$etc/hand-over
agent_archive=/root/mycopod-agent.tar

read_arguments() {
  while (($#)); do
    case $1 in
      --answers) answers=${2:-} ;;
      --result) result=${2:-} ;;
      *) fail "setup.sh does not know \"$1\". Nothing was done." ;;
    esac
    shift 2 || fail "$1 wants a file. Nothing was done."
  done
  [[ -r $answers ]] || fail "Name the file of answers: setup.sh --answers FILE --result FILE. What it holds stands at the head of $0. Nothing was done."
  [[ -n $result ]] || fail "Name where the result goes: --result FILE. Nothing was done."
}

answer() { value_of "$answers" "$1"; }

check_answers() {
  local problems=() key
  for key in public_host agent_address admin_name admin_email; do
    [[ -n $(answer "$key") ]] || problems+=("$key: is missing.")
  done
  [[ $(answer public_host) =~ ^[A-Za-z0-9.:-]*$ ]] || problems+=("public_host: is \"$(answer public_host)\". Expected: a host name or an address, as in mycopod.lan.")
  [[ $(answer agent_address) =~ ^[0-9a-fA-F.:]*$ ]] || problems+=("agent_address: is \"$(answer agent_address)\". Expected: the address of the agent host, as in 192.168.1.21.")
  if [[ -n $(answer repository_url) ]]; then
    [[ $(answer repository_url) =~ ^https?:// ]] || problems+=("repository_url: is \"$(answer repository_url)\". Expected: an http or https address, or nothing for a repository on this host.")
    [[ -n $(answer repository_username) && -n $(answer repository_token) ]] || problems+=("repository_username, repository_token: are needed with repository_url.")
  fi
  ((${#problems[@]} == 0)) || fail "$(printf '%s\n' "${problems[@]}" "Nothing was done.")"
}

# --- PostgreSQL ----------------------------------------------------------------------------------------------------

pg_folder() { compgen -G "/etc/postgresql/*/main" | sort -V | tail -n 1; }

# Over the socket by the name of the account, without any password; the Agent alone comes over the network, with TLS and a password.
set_up_postgres() {
  local configuration
  configuration=$(pg_folder) || fail "PostgreSQL is installed, but has no cluster \"main\". Make one (pg_createcluster) and run this again."
  make_postgres_certificate
  put "$configuration/conf.d/mycopod.conf" postgres:postgres 644 <<TEXT
listen_addresses = '*'
ssl = on
ssl_cert_file = '/etc/postgresql-common/mycopod.crt'
ssl_key_file = '/etc/postgresql-common/mycopod.key'
password_encryption = scram-sha-256
TEXT
  put_block "$configuration/pg_ident.conf" <<TEXT
mycopod  $account        mycopod_web
mycopod  $owner_account  mycopod_owner
TEXT
  put_block "$configuration/pg_hba.conf" <<TEXT
local    $database  mycopod_web    peer map=mycopod
local    $database  mycopod_owner  peer map=mycopod
hostssl  $database  mycopod_agent  $(agent_network)  scram-sha-256
TEXT
  systemctl restart postgresql
  wait_for 60 as_postgres psql -X -q -d postgres -c 'SELECT 1' || fail "PostgreSQL does not answer. The reason is in: journalctl -u 'postgresql*'"
  make_roles
}

agent_network() { if [[ $(answer agent_address) == *:* ]]; then echo "$(answer agent_address)/128"; else echo "$(answer agent_address)/32"; fi; }

# The first lines of a file, between two marks, so that they can be found again. put_block FILE
put_block() {
  local owner
  owner=$(stat -c %U:%G -- "$1")
  {
    echo "# MycoPod: begin"
    cat
    echo "# MycoPod: end"
    sed '/^# MycoPod: begin$/,/^# MycoPod: end$/d' "$1"
  } | put "$1" "$owner" 640
}

make_postgres_certificate() {
  local key=/etc/postgresql-common/mycopod.key file=/etc/postgresql-common/mycopod.crt
  [[ ! -s $file || ! -s $key ]] || return 0
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -sha256 -days 3650 -subj "/O=MycoPod/CN=mycopod-postgres" \
    -keyout "$key.made" -out "$file.made" 2>/dev/null
  put "$file" root:root 644 <"$file.made"
  put "$key" postgres:postgres 600 <"$key.made"
  rm -f -- "$key.made" "$file.made"
}

# A statement that fails is not logged: it may hold a password.
make_roles() {
  local made name
  made=$(as_postgres psql -X -At -d postgres -c "SELECT rolname FROM pg_roles WHERE rolname LIKE 'mycopod\_%'")
  for name in mycopod_owner mycopod_web mycopod_agent; do
    grep -qx "$name" <<<"$made" || as_postgres psql -X -q -v ON_ERROR_STOP=1 -d postgres -c "CREATE ROLE $name LOGIN"
  done
  has_database || make_database "$database"
  let_in mycopod_web mycopod_agent
}

# --- Web -----------------------------------------------------------------------------------------------------------

public_url() { if [[ $(answer public_host) == *:* ]]; then echo "https://[$(answer public_host)]"; else echo "https://$(answer public_host)"; fi; }

write_configuration() {
  local file=$etc/web.json repository=()
  [[ ! -s $file ]] || return 0
  if [[ -n $(answer repository_url) ]]; then
    repository=(local= readToken= url="$(json "$(answer repository_url)")" username="$(json "$(answer repository_username)")" token="$(json "$(answer repository_token)")")
  else
    repository=(readToken="$(json "$(random_secret)")")
  fi
  configure "$folder/lxc/ui/config/web.json" publicUrl="$(json "$(public_url)")" "${repository[@]}" | put "$file" "root:$account" 640
}

make_local_repository() { [[ -n $(answer repository_url) ]] || run_program "$folder" repository init >/dev/null; }

# An account that is there is left as it is.
add_admin() {
  local output status=0
  output=$(run_program "$folder" users add "$(answer admin_name)" --role Admin --email "$(answer admin_email)" 2>&1) || status=$?
  case $status in
    0) sed -n 's/^Password: //p' <<<"$output" ;;
    3) ;;
    *) fail "The account $(answer admin_name) could not be made: $output" ;;
  esac
}

# --- the agent host ------------------------------------------------------------------------------------------------

# What the agent host needs, kept for root alone: the same again as long as it is there.
write_hand_over() {
  local pairing=$state/pairing.json password
  install -d -m 700 -- "$hand_over"
  cp -- /etc/postgresql-common/mycopod.crt "$hand_over/postgres.pem"
  if [[ ! -s $hand_over/pairing.json ]]; then
    rm -f -- "$pairing"
    run_program "$folder" agent pair --out "$pairing" --replace >/dev/null
    put "$hand_over/pairing.json" root:root 600 <"$pairing"
    rm -f -- "$pairing"
  fi
  if [[ ! -s $hand_over/agent.json ]]; then
    password=$(random_secret)
    as_postgres psql -X -q -v ON_ERROR_STOP=1 -d postgres <<<"SET log_min_error_statement = panic; ALTER ROLE mycopod_agent PASSWORD '$password';"
    agent_configuration "$password" | put "$hand_over/agent.json" root:root 600
  fi
  tar -C "$hand_over" -cf "$agent_archive" agent.json pairing.json postgres.pem
}

# Where the agent is this host itself, it dials this host itself.
host_for_agent() {
  local address
  address=$(answer ui_address)
  if [[ $(answer agent_address) == 127.0.0.1 ]]; then echo 127.0.0.1; else echo "${address:-$(answer public_host)}"; fi
}

# agent_configuration PASSWORD: of the database.
agent_configuration() {
  local repository
  if [[ -n $(answer repository_url) ]]; then
    repository=(url="$(json "$(answer repository_url)")" username="$(json "$(answer repository_username)")" token="$(json "$(answer repository_token)")")
  else
    repository=(url="\"$(public_url)/git/declarations.git\"" token="$(sed -nE 's/^ *"readToken": (".*"),$/\1/p' "$etc/web.json")")
  fi
  configure "$folder/lxc/agent/config/agent.json" "${repository[@]}" \
    connection="\"Host=$(host_for_agent);Database=$database;Username=mycopod_agent;Password=$1;SSL Mode=VerifyCA;Root Certificate=$etc/postgres.pem\""
}

main() {
  local password
  read_arguments "$@"
  check_system
  check_answers
  install_packages postgresql git openssl age ca-certificates curl
  settle_release "${here%/lxc/ui}"
  add_account "$account" "$state"
  add_account "$owner_account" /nonexistent
  make_folders
  make_certificate "$(answer public_host)"
  make_backup_key
  set_up_postgres
  write_configuration
  migrate_with "$folder"
  make_local_repository
  # Kept at once: what fails below is gone through again, and nobody could be told it then.
  password=$(value_of "$result" admin_password 2>/dev/null) || password=
  [[ -n $password ]] || password=$(add_admin)
  printf 'admin_password=%s\n' "$password" | put "$result" root:root 600
  start_service
  write_hand_over
  printf '%s\n' "address=$(public_url)" "fingerprint=$(certificate_fingerprint)" "admin_name=$(answer admin_name)" "admin_password=$password" | put "$result" root:root 600
  wait_for 60 is_healthy || not_healthy "Web does not serve yet."
  say "Web serves at $(public_url). What the agent host needs lies in $agent_archive."
}

main "$@"
