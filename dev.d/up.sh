# shellcheck shell=bash
# ./dev up: everything on loopback, until Ctrl-C.

is_ready=
inventory=() # what the sandbox is told of the cluster to be

up() {
  read_up_options "$@"
  need_git
  prepare_state
  lock_state || already_running
  trap stop_everything EXIT
  trap stop_asked INT TERM HUP PIPE
  stop_leftovers
  check_web_port
  rm -f -- "$run/url"
  mapfile -t missing < <(packages_for_up)
  install_packages "${missing[@]}"
  need_dotnet
  build_for_up
  install_mail
  start_all
  printf '%s\n' "http://127.0.0.1:$web_port" | write_file "$run/url"
  is_ready=yes
  print_summary
  watch
}

read_up_options() {
  while (($# > 0)); do
    case $1 in
      --inventory)
        [[ -n ${2:-} && -f $2 && -r $2 ]] || fail "--inventory needs a file to read: ${2:-none was named}."
        inventory=(--inventory "$(realpath -- "$2")")
        shift 2
        ;;
      *) fail "./dev up knows only --inventory FILE. MYCOPOD_PORT and MYCOPOD_HOME change more: see ./dev help." ;;
    esac
  done
}

already_running() {
  local where=
  [[ -s $run/url ]] && where=" at $(<"$run/url")"
  fail "MycoPod is running already$where, with its data in $state. Stop it with Ctrl-C there, or start a second one: MYCOPOD_HOME=FOLDER MYCOPOD_PORT=PORT ./dev up"
}

stop_asked() {
  say "Stopping ..."
  if [[ -n $is_ready ]]; then exit 0; fi
  exit 130
}

start_all() {
  say "Starting PostgreSQL, the declarations repository, the mail server and the sandbox cluster ..."
  start_postgres
  start_git
  start_mail
  start_sandbox
  say "Starting Web and the Agent ..."
  migrate
  add_account admin Admin
  add_account user User
  check_web_port
  new_log web
  start_web
  wait_until web 60 web_answers
  new_log agent
  write_agent_config
  pair_agent
  start_agent
  wait_until agent 60 test -e "$state/agent/ready"
}

print_summary() {
  local name password
  say ""
  if [[ -s $accounts ]]; then
    while IFS=$'\t' read -r name password; do
      say "$(printf '  %-8s password %s' "$name" "$password")"
    done < <(sed -nE 's/.*"username": "([^"]*)", "password": "([^"]*)".*/\1\t\2/p' "$accounts")
    say "  (kept in $accounts)"
  fi
  say "  Data:  $state"
  say "  Logs:  $logs"
  say "  Stop:  Ctrl-C"
  say ""
  say "Started in $SECONDS s."
  say "Mail: http://127.0.0.1:$mail_page_port"
  say "Ready: http://127.0.0.1:$web_port"
}
