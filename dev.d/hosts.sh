# shellcheck shell=bash
# The .NET programs: the sandbox cluster, Web and the Agent, with their configuration and accounts.

# What is set in the person's shell for other programs of theirs is not meant for these.
unset ASPNETCORE_URLS ASPNETCORE_HTTP_PORTS ASPNETCORE_HTTPS_PORTS DOTNET_URLS
export no_proxy="127.0.0.1,localhost${no_proxy:+,$no_proxy}"
export NO_PROXY=$no_proxy

# Sets "program" to the words that run a part, in its own folder: ASP.NET takes the current one for its content.
dotnet_program() {
  local part=$1
  shift
  program=(env -C "$state/bin/$part" dotnet "MycoPod.$part.dll" "$@")
}

with_config() { program=(env "MYCOPOD_CONFIG=$1" "${program[@]}"); }

# mycopod COMMAND...: the administration commands, with Web's configuration.
mycopod() {
  local program=()
  dotnet_program Web "$@"
  with_config "$state/web.json"
  run_step "${program[@]}"
}

# mycopod_given TEXT COMMAND...: the same, with this text on its standard input.
mycopod_given() {
  local input=$1 program=()
  shift
  dotnet_program Web "$@"
  with_config "$state/web.json"
  run_step_with_input "$input" "${program[@]}"
}

# --- the sandbox cluster -------------------------------------------------------------------------------------------

start_sandbox() {
  local program=() port
  port=$(choose_port sandbox)
  mkdir -p -- "$state/sandbox"
  new_log sandbox
  dotnet_program Sandbox serve --state "$state/sandbox" --port "$port" --ssh "${inventory[@]}"
  start sandbox "${program[@]}"
  wait_until sandbox 60 grep -q '^Sandbox ready: ' "$logs/sandbox.log"
  hand_over_credentials
}

# The Agent gets the sandbox's credentials, and gets them anew as long as nobody has put others in their place.
hand_over_credentials() {
  local given=$state/secrets/proxmox.json kept=$state/agent/credentials/proxmox.json
  mkdir -p -- "$state/agent/credentials"
  if [[ ! -e $given ]] || cmp -s -- "$given" "$kept"; then
    write_file "$kept" <"$state/sandbox/credentials.json"
    write_file "$given" <"$state/sandbox/credentials.json"
  fi
}

# --- Web -----------------------------------------------------------------------------------------------------------

write_web_config() {
  write_file "$state/web.json" <<JSON
{
  "urls": "http://127.0.0.1:$web_port",
  "stateDirectory": $(json "$state/web"),
  "connection": $(json "$(pg_connection mycopod_web)"),
  "ownerConnection": $(json "$(pg_connection mycopod_owner)"),
  "repository": $(repository_json mycopod ", \"webUrl\": $(json "$(repository_page)")"),
  "mail": $(mail_json)
}
JSON
}

migrate() {
  mkdir -p -- "$state/web"
  write_web_config
  mycopod migrate >"$logs/migrate.log" 2>&1 || {
    last_lines migrate
    fail "The database could not be brought up to date."
  }
}

web_answers() (
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$web_port" || return 1
  printf 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$web_port" >&3
  IFS= read -r -t 5 status <&3
  [[ $status == HTTP/1.?' 200'* ]]
)

start_web() {
  local program=()
  dotnet_program Web serve
  with_config "$state/web.json"
  start web "${program[@]}"
}

# --- accounts ------------------------------------------------------------------------------------------------------

accounts=$state/accounts.json

has_account() { [[ -e $accounts ]] && grep -qF "\"username\": $(json "$1")" "$accounts"; }

password_of() { sed -nE "s/.*\"username\": \"$1\", \"password\": \"([^\"]*)\".*/\1/p" "$accounts"; }

# The password is kept before the account is made with it: whatever cuts this short, the next run goes on from the file.
add_account() {
  local name=$1 role=$2 made=$state/secrets/account-$1 status=0 is_new=
  if has_account "$name"; then
    [[ ! -e $made ]] || return 0
  else
    is_new=yes
    add_account_line "{\"username\": $(json "$name"), \"password\": $(json "$(random_secret)"), \"role\": $(json "$role")}"
  fi
  mycopod_given "$(password_of "$name")" users add "$name" --role "$role" --email "$name@mycopod.example" --password-stdin \
    >"$logs/accounts.log" 2>&1 || status=$?
  if ((status == 3)) && [[ -n $is_new ]]; then
    remove_account_line "$name"
    say "The account $name was there already; its password is not in $accounts."
    return
  fi
  if ((status != 0 && status != 3)); then
    last_lines accounts
    fail "The account $name could not be made."
  fi
  write_file "$made" <<<"made"
}

# One account a line, so that this script can read its own file without a JSON parser.
account_lines() { [[ ! -s $accounts ]] || sed -n 's/^  \({.*}\),\{0,1\}$/\1/p' "$accounts"; }

add_account_line() {
  local lines=()
  mapfile -t lines < <(account_lines)
  write_accounts "${lines[@]}" "$1"
}

remove_account_line() {
  local lines=()
  mapfile -t lines < <(account_lines | grep -vF "\"username\": $(json "$1"),")
  write_accounts "${lines[@]}"
}

write_accounts() {
  {
    echo "["
    if (($# > 0)); then printf '  %s,\n' "$@" | sed '$ s/,$//'; fi
    echo "]"
  } | write_file "$accounts"
}

# --- the Agent -----------------------------------------------------------------------------------------------------

write_agent_config() {
  write_file "$state/agent.json" <<JSON
{
  "stateDirectory": $(json "$state/agent"),
  "connection": $(json "$(pg_connection mycopod_agent)"),
  "repository": $(repository_json agent),
  "pairingFile": $(json "$state/agent/pairing.json"),
  "pollSeconds": 30
}
JSON
}

pair_agent() {
  mycopod agent pair --out "$state/agent/pairing.json" >"$logs/pair.log" 2>&1 || {
    last_lines pair
    fail "The Agent could not be paired with Web."
  }
}

# The Agent's own commands, with its configuration and this terminal.
agent_command() {
  local program=()
  [[ -e $state/agent.json ]] || fail "There is no Agent here yet: run ./dev up first."
  dotnet_program Reconciler "$@"
  with_config "$state/agent.json"
  "${program[@]}"
}

start_agent() {
  local program=()
  rm -f -- "$state/agent/ready"
  dotnet_program Reconciler
  with_config "$state/agent.json"
  start agent "${program[@]}"
}
